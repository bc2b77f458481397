"""Records against gold annotations: precision, recall and F1 of each field, and the errors that would hurt somebody."""

from newsx.score.details import details
from newsx.score.fields import Result, score
from newsx.score.harms import harms

__all__ = ["Result", "details", "harms", "score"]
