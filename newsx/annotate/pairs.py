"""The marks of a task to the marks of the record that they stand for."""

from collections import defaultdict

from newsx.annotate.marks import Item, marks
from newsx.annotate.task import Mark


def paired(before: Item, found: tuple[Mark, ...]) -> dict[str, str]:
    """The marks of the task that stand for marks of the record: the same key, or else the same place and kind."""
    old = {mark.key: mark for mark in marks(before)}
    pairs = {mark.key: mark.key for mark in found if mark.key in old and old[mark.key].kind == mark.kind}
    free: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for mark in old.values():
        if mark.key not in pairs:
            free[mark.kind, mark.start, mark.end].append(mark.key)
    for mark in found:
        places = free[mark.kind, mark.start, mark.end]
        if mark.key not in pairs and places:
            pairs[mark.key] = places.pop(0)
    return pairs
