"""A text as it was given to the copy that the model and the rules read, and places in the copy back to the given text.

The copy has composed letters, straight quotes, whole words and whole lines, and nothing of other stories. The given
text is never altered: every span of a finished record is mapped back to it.

>>> copy = clean("Police fined Jane\\u00ad Roe")
>>> copy.text, copy.back(13, 21)
('Police fined Jane Roe', (13, 22))
"""

from newsx.text.copy import Copy
from newsx.text.stages import clean

__all__ = ["Copy", "clean"]
