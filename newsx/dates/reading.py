"""A text to its dates: the longest rule at each place, read where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from newsx.dates import calendar, grammar, lex, readers, tense
from newsx.dates.frame import Frame, Named
from newsx.dates.lex import Item
from newsx.dates.value import Value

# Years in which news is published. Systems that know no day write the first or last that there is: it counts nothing.
_EARLIEST, _LATEST = 1000, 8999


class Reading(NamedTuple):
    """A date in the text: where, what, and by which rule."""

    start: int
    end: int
    value: Value
    rule: str


def readings(text: str, published: date | None, tags: Mapping[int, str] | None = None) -> list[Reading]:
    """Every date of a text, in its order. `tags` are the Penn tags of its words by their offsets, where known."""
    return list(read(text, published, tags))


def read(text: str, published: date | None, tags: Mapping[int, str] | None = None) -> Iterator[Reading]:
    """The dates of a text, each as soon as it is read."""
    items = lex.items(text)
    today = published if published and _EARLIEST <= published.year <= _LATEST else None
    frame = Frame(text, items, today, tense.Words(items, tags or {}))
    starts = grammar.automaton().edges
    at = 0
    while at < len(items):
        kinds = items[at].classes
        step = at + 1
        if kinds and not starts.keys().isdisjoint(kinds) and grammar.may_start(items, at):
            step, found = _at(frame, at)
            yield from found
        at = step


def _at(frame: Frame, at: int) -> tuple[int, Sequence[Reading]]:
    """What the best rule at an item reads, and where the search goes on."""
    for match in grammar.matches(frame.items, at):
        if not _fits(match, frame.items):
            continue
        if match.rule.reads[0] == "nothing":
            if "surname" in match.rule.entry:
                frame.surnames.update(i.text for i in frame.items[at : match.end])
            return match.end, ()
        if match.end == at + 1 and _is_surname(frame, at):
            continue
        found = _read(match, frame)
        if found:
            for one in found:
                _note(frame, one)
            return _last(match), found
    return at + 1, ()


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
        text = " ".join(frame.text[reading.start : reading.end].split())
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
    """The item after a match's last quoted stretch."""
    end = match.rule.extents[-1][1]
    if end == len(match.rule.elements):
        return match.end
    return match.start + sum(1 for number, _ in match.path if number < end)


def _read(match: grammar.Match, frame: Frame) -> list[Reading]:
    """The values of a match's stretches; a stretch lacks what another one names ("3 to 5 March")."""
    rule, items = match.rule, frame.items
    taken = [_taken(match, extent, items) for extent in rule.extents]
    shared = {**_shared(taken), **rule.constants} if len(taken) > 1 else rule.constants
    found: list[Reading] = []
    for kind, (parts, places) in zip(rule.reads, taken, strict=True):
        if not places:
            continue
        frame.start, frame.end = match.start, match.end
        value = readers.read(kind, {**shared, **parts} if shared else parts, frame)
        if value is None:
            return []
        found.append(Reading(items[places[0]].start, items[places[-1]].end, value, rule.id))
    return found


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
    """Whether the items beside a match are as its rule wants them; the text's end is as a paragraph's."""
    before = items[match.start - 1].classes if match.start else _NOTHING
    after = items[match.end].classes if match.end < len(items) else lex.BLANK
    return _are(before, match.rule.before) and _are(after, match.rule.after)


def _are(classes: Mapping[str, Any], neighbours: Sequence[grammar.Neighbour]) -> bool:
    return all(n.classes.isdisjoint(classes) is not n.wanted for n in neighbours)
