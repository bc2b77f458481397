"""Records against gold annotations: precision, recall and F1 of each field, and the errors that would hurt somebody."""

from newsx.score.fields import Result, details, score
from newsx.score.harms import harms

__all__ = ["Result", "details", "harms", "score"]
