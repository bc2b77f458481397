"""The steps from a text to its copy: letters, folded lines, lines of other stories, headlines."""

from dataclasses import replace

from newsx.text import asides, folds, headlines, letters
from newsx.text.copy import Copy


def clean(text: str) -> Copy:
    """The copy that is read. Of most texts it is the text itself."""
    copy = Copy(text, text)
    copy = copy.edited(letters.edits(copy.text))
    copy = replace(copy, text=letters.alone(copy.text))
    copy = copy.edited(folds.edits(copy.text))
    copy = copy.edited(asides.edits(copy.text))
    return replace(copy, text=headlines.sentence_case(copy.text))
