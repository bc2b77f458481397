"""Records to the tasks of annotation tools, and what was annotated there back to records."""

from newsx.annotate.marks import task
from newsx.annotate.merge import merged
from newsx.annotate.task import Join, Mark, Task

__all__ = ["Join", "Mark", "Task", "merged", "task"]
