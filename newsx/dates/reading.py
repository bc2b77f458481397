"""A text to its dates: the longest rule at each place, read where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from newsx.dates import calendar, grammar, lex, readers, tense
from newsx.dates.frame import SPACE, Frame, Named
from newsx.dates.lex import Item
from newsx.dates.value import Value


class Reading(NamedTuple):
    """A date in the text: where, what, and by which rule."""

    start: int
    end: int
    value: Value
    rule: str


def readings(text: str, published: date | None, tags: Mapping[int, str] | None = None) -> list[Reading]:
    """Every date of a text, in its order. `tags` are the Penn tags of its words by their offsets, where known."""
    items = lex.items(text)
    frame = Frame(text, items, published, tense.Words(items, tags or {}))
    starts = grammar.automaton().edges
    found: list[Reading] = []
    at = 0
    while at < len(items):
        kinds = items[at].classes
        step = at + 1
        if kinds and not starts.keys().isdisjoint(kinds) and grammar.may_start(items, at):
            step = _at(frame, at, found) or step
        at = step
    return found


def _at(frame: Frame, at: int, found: list[Reading]) -> int | None:
    """Read the best rule at an item; where the search goes on, None when no rule reads anything here."""
    for match in grammar.matches(frame.items, at):
        if not _fits(match, frame.items):
            continue
        if match.rule.entry["reads"] == "nothing":
            if "surname" in match.rule.entry:
                frame.surnames.update(i.text for i in frame.items[at : match.end])
            return match.end
        if match.end == at + 1 and _is_surname(frame, at):
            continue
        read = list(_read(match, frame))
        if read:
            found.extend(read)
            for one in read:
                _note(frame, one)
            return match.start + _last(match)
    return None


def _is_surname(frame: Frame, at: int) -> bool:
    """Whether a word alone is what the article has called a person ("Mr Friday"), with no "on" or "last" before it."""
    before = frame.items[at - 1].classes if at else {}
    return frame.items[at].text in frame.surnames and not any(kind in before for kind in _PLACED)


_PLACED = ("=in", "=since", "=on", "=until", "=during", "which")


def _note(frame: Frame, reading: Reading) -> None:
    """Let what comes next be counted from a date, or compared with a period."""
    value = reading.value.value or ""
    days = calendar.days(value)
    if days is not None:
        text = SPACE.sub(" ", frame.text[reading.start : reading.end])
        frame.note(Named(text, value, *days, reading.rule, reading.end, _is_written(reading)))
    elif value in _PERIODS:
        frame.period = value
    elif reading.value.value is None and reading.value.type == "DATE":
        frame.lost = True


_PERIODS = ("P6M", "P9M", "P1Y")  # for which companies report, besides quarters


def _is_written(reading: Reading) -> bool:
    """Whether a day or month names its year."""
    return not reading.value.relative and calendar.grain(reading.value.value or "") in ("D", "M")


def _last(match: grammar.Match) -> int:
    """How many items of a match its last quoted stretch ends after."""
    end = match.rule.extents[-1][1]
    return sum(1 for number, _ in match.path if number < end)


def _read(match: grammar.Match, frame: Frame) -> Iterator[Reading]:
    """The values of a match's stretches; a stretch lacks what another one names ("3 to 5 March")."""
    taken = [_taken(match, extent, frame.items) for extent in match.rule.extents]
    shared = _shared(taken) if len(taken) > 1 else _NOTHING
    reads = match.rule.entry["reads"]
    kinds = [reads] * len(taken) if isinstance(reads, str) else reads
    constants = match.rule.entry.get("with", {})
    for kind, (parts, places) in zip(kinds, taken, strict=True):
        if not places:
            continue
        frame.start, frame.end = match.start, match.end
        result = readers.read(kind, {**shared, **constants, **parts}, frame)
        if result is None:
            return
        yield Reading(frame.items[places[0]].start, frame.items[places[-1]].end, result, match.rule.id)


def _shared(taken: Sequence[tuple[Mapping[str, Any], list[int]]]) -> Mapping[str, Any]:
    """What each stretch names that another one may lack."""
    found = {name: v for parts, _ in reversed(taken) for name, v in parts.items()}
    return {k: v for k, v in found.items() if k not in _OWN and (k != "weekday" or "until" in found)}


_OWN = frozenset({"mod", "approx", "daypart", "_"})
_NOTHING: Mapping[str, Any] = {}


def _taken(match: grammar.Match, extent: tuple[int, int], items: Sequence[Item]) -> tuple[Mapping[str, Any], list[int]]:
    parts: dict[str, Any] = {}
    places: list[int] = []
    for step, (number, kind) in enumerate(match.path):
        if extent[0] <= number < extent[1]:
            places.append(match.start + step)
            name = match.rule.elements[number].name
            if name and name != "_":
                parts[name] = items[match.start + step].classes[kind]
    return parts, places


def _fits(match: grammar.Match, items: Sequence[Item]) -> bool:
    """Whether a rule's neighbours are as its entry wants them, and no paragraph ends inside."""
    entry = match.rule.entry
    before = items[match.start - 1].classes if match.start else {}
    after = items[match.end].classes if match.end < len(items) else {}
    return (
        ("before" not in entry or _is(before, entry["before"]))
        and ("after" not in entry or _is(after, entry["after"]))
        and not ("not_before" in entry and _is(before, entry["not_before"]))
        and not ("not_after" in entry and _is(after, entry["not_after"]))
    )


def _is(classes: Mapping[str, Any], wanted: str) -> bool:
    return any((word[1:-1] if word[0] == "{" else f"={word}") in classes for word in wanted.split("|"))
