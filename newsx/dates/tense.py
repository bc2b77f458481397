"""The words of a clause to the way it looks: back at what was, or ahead at what is to come."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from newsx import patterns

if TYPE_CHECKING:
    from newsx.dates.lex import Item

_REACH, _CLOSE, _BESIDE = 20, 14, 5
_ENDS = frozenset(';?!”"')

Looks = Literal["back", "ahead", "perhaps"] | None  # perhaps ahead, if that is not far
Tells = Literal["back", "ahead", "perhaps", "present", "stop"] | None


@cache
def _cues() -> dict[str, frozenset[str]]:
    return {e["cue"]: patterns.words("dates", e["id"]) for e in patterns.load("dates") if "cue" in e}


@dataclass(slots=True)
class Words:
    """The words of a text, and which tell something of their clause: each is looked at once.

    `tags` are the Penn tags of the words by their offsets; without them the words' endings must do.
    """

    items: "Sequence[Item]"
    tags: Mapping[int, str]
    told: deque[tuple[int, Tells]] = field(default_factory=lambda: deque(maxlen=2 * _REACH))
    seen: int = 0

    def before(self, start: int) -> tuple[int, Tells] | None:
        """The nearest word before a date that tells something, among those seen."""
        for at, tells in reversed(self.told):
            if at < start:
                return (at, tells) if start - at < _REACH else None
        return None

    def after(self, end: int) -> Iterator[tuple[int, Tells]]:
        """The words after a date that tell something, among those seen."""
        for at, tells in self.told:
            if end <= at < end + _REACH:
                yield at, tells

    def see(self, end: int) -> None:
        """Look at the words up to one, and as far behind a date there as counts."""
        items, end = self.items, min(end, len(self.items))
        for at in range(max(self.seen, end - 3 * _REACH), end):
            if (self.tags or _word(items[at].text)) and (tells := _tells(items, at, self.tags)):
                self.told.append((at, tells))
        self.seen = max(self.seen, end)


def looks(words: Words, start: int, end: int) -> Looks:
    """Which way the clause around some items looks: the nearest cue before them decides, else the first after."""
    items = words.items
    words.see(end + _REACH)
    if beside := _set_for(items, start):
        return "ahead" if beside == "perhaps" and _will(words, start) else beside
    owned = end < len(items) and items[end].text in ("'s", "’s")
    if not owned and (found := words.before(start)) and found[1] != "stop":
        return _present(words, start, found[0]) if found[1] == "present" else found[1]
    for at, tells in words.after(end):
        if tells == "stop":
            break
        if tells == "ahead" and items[at].text.lower() == "to":
            return "back" if items[at - 1].text.lower() in _cues()["asked"] else tells
        if tells != "present" and not (owned and tells == "perhaps"):
            return tells
    return None


def is_before_past(items: "Sequence[Item]", start: int) -> bool:
    """Whether the clause before an item tells of what had been done before what the story tells."""
    for at in range(start - 1, max(-1, start - _CLOSE), -1):
        word = items[at].text.lower()
        if _word(items[at].text) == "stop":
            return False
        if word == "had":
            after = [item.text.lower() for item in items[at + 1 : min(at + 4, start)]]  # "had already been held"
            return after[:1] != ["a"] and any(word.endswith(("ed", "en")) for word in after)
    return False


def _present(words: Words, dated: int, verb: int) -> Looks:
    """What the present tells of a date: "meets on Friday", "retires in April" look ahead."""
    classes = words.items[dated].classes
    if "weekday" in classes:
        return "perhaps" if dated - verb < _CLOSE else None
    near_verb = words.tags.get(words.items[verb].start) == "VBZ" and dated - verb < _BESIDE
    return "ahead" if "month" in classes and near_verb else None


def _will(words: Words, start: int) -> bool:
    """Whether the clause before a date looks ahead: "it will close by May"."""
    found = words.before(start)
    return found is not None and found[1] == "ahead"


@cache
def _setters() -> frozenset[str]:
    return _cues()["ahead-beside"] | {"is", "are", "for", "on", "to", "through", "of", "in"}


def _set_for(items: "Sequence[Item]", start: int) -> Looks:
    """Which way the words just before a date look that set it: "until", "by", "due for", "scheduled for"."""
    beside = items[start - 1].text.lower() if start else ""
    if beside not in _setters():
        return None
    if beside in ("is", "are"):
        return "ahead"
    if beside in ("for", "on"):
        return _due(items, start)
    if beside in ("of", "in"):
        return "ahead" if start > 1 and items[start - 2].text.lower() in _cues()["date-of"] else None
    if beside not in ("to", "through") and beside not in _cues()["ahead-beside"]:
        return None
    words = {item.text.lower() for item in items[max(0, start - _CLOSE // 2) : start]}
    if beside in ("to", "until", "till", "through") and not words.isdisjoint(_cues()["put-off"]):
        return "ahead"
    return None if beside in ("to", "through") else "back" if "had" in words else "perhaps"


def _due(items: "Sequence[Item]", start: int) -> Looks:
    """What the word before a "for" or "on" sets: "is for", "due for", "opens on"."""
    word = items[start - 2].text.lower() if start > 1 else ""
    if word in ("is", "are"):
        return "ahead"
    if start > 2 and items[start - 3].text.lower() == "to":  # "had been due to expire on": what is before it tells
        return None
    if word not in _cues()["ahead-before-for" if items[start - 1].text.lower() == "for" else "ahead"]:
        return None
    return "perhaps" if word in _cues()["perhaps"] else "ahead"


def _tells(items: "Sequence[Item]", at: int, tags: Mapping[int, str]) -> Tells:
    """What an item tells of the clause that it stands in."""
    word = _word(items[at].text)
    if word == "stop":
        return "stop" if items[at].text != "." or _ends_sentence(items, at) else None
    return _cue(items, at, tags)


def _ends_sentence(items: "Sequence[Item]", at: int) -> bool:
    return at + 1 >= len(items) or (items[at + 1].text[:1].isupper() and len(items[at - 1].text) > 3)


def _cue(items: "Sequence[Item]", at: int, tags: Mapping[int, str]) -> Tells:
    """What a word tells of the clause. The present tells of weekdays only: "meets on Friday" looks ahead."""
    cue = _word(items[at].text)
    if cue == "ahead":
        if at > 0 and items[at - 1].text.lower() in ("as", "to"):
            return None if items[at - 1].text.lower() == "as" else _cue(items, at - 1, tags)
        return "back" if _then(items, at) == "have" or _had_been(items, at) else _how_surely(items, at)
    if cue == "to" and at > 0 and items[at - 1].text.lower() in _cues()["ahead-before-to"]:
        return "back" if _had_been(items, at - 1) else _how_surely(items, at - 1)
    if tags:
        cue = _TAGS.get(tags.get(items[at].start, ""), None if cue == "to" else cue)
    if cue == "back":
        return _auxiliary(items, at) or "back"
    return "present" if cue == "present" and items[at].text.lower() not in _cues()["still"] else None


_TAGS: dict[str, str | None] = {"VBD": "back", "VBN": "back", "VBZ": "present", "VBP": "present"}
_TAGS.update(dict.fromkeys(("NN", "NNS", "NNP", "NNPS", "JJ", "RB", "VB", "VBG", "IN")))


@lru_cache(8192)
def _word(text: str) -> str | None:
    """What a word is by itself: a cue that looks back or ahead, "to", or a sign at which a clause may stop."""
    if text == "." or text in _ENDS or text.isspace():
        return "stop"
    word, cues = text.lower(), _cues()
    if word == "to":
        return "to"
    if word in cues["ahead"]:
        return None if text == "May" else "ahead"
    past = word in cues["back"] or (word.endswith("ed") and len(word) > 4 and word not in cues["no-tense"])
    return "back" if past else None


def _how_surely(items: "Sequence[Item]", at: int) -> Literal["ahead", "perhaps"]:
    return "perhaps" if items[at].text.lower() in _cues()["perhaps"] else "ahead"


def _had_been(items: "Sequence[Item]", at: int) -> bool:
    """Whether a word is one of "had been due", "had expected"."""
    return at > 0 and items[at - 1 - (items[at - 1].text == "been")].text.lower() == "had"


def _then(items: "Sequence[Item]", at: int) -> str:
    return items[at + 1].text.lower() if at + 1 < len(items) else ""


def _awaited(items: "Sequence[Item]", verb: int) -> bool:
    """Whether a verb in the present is of what is awaited: "when the case is heard"."""
    return any(item.text.lower() in _cues()["awaited"] for item in items[max(0, verb - 5) : verb])


def _auxiliary(items: "Sequence[Item]", at: int) -> Tells:
    """What the words before a participle make of it: "will be paid", "to be held" look ahead, "is held" is present."""
    cues = _cues()
    for before in range(at - 1, max(-1, at - 5), -1):
        word = items[before].text.lower()
        if word in cues["modal"] and items[before].text != "May":
            return _how_surely(items, before)
        if word == "to" and at - before <= 2:
            return "ahead" if items[before + 1].text.lower() == "be" else None
        if word in ("is", "are") and before == at - 1:
            return "ahead" if _awaited(items, before) else "present"
        if word not in cues["between"]:
            return None
    return None
