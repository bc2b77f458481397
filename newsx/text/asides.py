from collections.abc import Iterator

from newsx.text.copy import Edit


def edits(text: str) -> Iterator[Edit]:
    return iter(())
