"""The words of a clause to the way it looks: back at what was, or ahead at what is to come."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from newsx import patterns

if TYPE_CHECKING:
    from newsx.dates.lex import Item

_REACH = 14
_ENDS = frozenset(".;:?!”\"")
_CLAUSE = frozenset(",—–()")


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {e["cue"]: patterns.words("dates", e["id"]) for e in patterns.load("dates") if "cue" in e}


def looks(items: "Sequence[Item]", start: int, end: int) -> Literal["back", "ahead"] | None:
    """Which way the clause around some items looks: the nearest cue before them decides, else the first after."""
    for at in range(start - 1, max(-1, start - _REACH), -1):
        if _stops(items, at):
            break
        found = _cue(items, at)
        if found:
            return found
    for at in range(end, min(len(items), end + _REACH)):
        if _stops(items, at):
            break
        found = _cue(items, at)
        if found:
            return found
    return None


def _stops(items: "Sequence[Item]", at: int) -> bool:
    if "blank" in items[at].classes:
        return True
    text = items[at].text
    if text == ".":
        return at + 1 < len(items) and items[at + 1].text[:1].isupper() and len(items[at - 1].text) > 3
    return text in _ENDS and text != ":"


def _cue(items: "Sequence[Item]", at: int) -> Literal["back", "ahead"] | None:
    word = items[at].text.lower()
    cues = _cues()
    if word in cues["ahead"]:
        return "ahead"
    if word == "to" and at + 1 < len(items) and at > 0:
        return "ahead" if items[at - 1].text.lower() in cues["ahead-before-to"] else None
    if word in cues["back"] or (word.endswith("ed") and len(word) > 4 and word not in cues["no-tense"]):
        return "back"
    return None
