"""Where a date stands to what it is counted from: the day of publication, its clause's tense, the dates just named."""

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import NamedTuple

from newsx.dates import calendar, tense
from newsx.dates.lex import Item
from newsx.dates.tense import Looks

_COMPARED = ("year-ago", "ago", "earlier", "before")
_SHORTLY = 300
_REMEMBERED = 6
_GRAINS = {"D": "D", "W": "DW", "M": "DMQ", "Q": "DMQ", "Y": "DWMQHSY", "E": "DWMQHSYE", "C": "DWMQHSYEC", "WE": "DW"}


class Named(NamedTuple):
    """A date that the text has named: its text, value and days, and the rule that read it."""

    text: str
    value: str
    first: date
    last: date
    rule: str
    end: int
    written: bool


@dataclass(slots=True)
class Frame:
    """The reader's place in a text: what is being read, and what has been read before."""

    text: str
    items: Sequence[Item]
    published: date | None
    words: tense.Words
    start: int = 0
    end: int = 0
    named: deque[Named] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))  # the latest first
    surnames: set[str] = field(default_factory=set)
    quarter: Named | None = None
    period: str | None = None
    lost: bool = False
    basis: str | None = field(init=False)  # how a value counted from publication was reached
    turns: dict[tuple[str | None, str | None, Looks], str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.basis = f"published {self.published.isoformat()}" if self.published else None

    def note(self, named: Named) -> None:
        """Remember a date that was read."""
        self.named.appendleft(named)
        self.lost = False
        if calendar.grain(named.value) == "Q" and named.rule not in _COMPARED:
            self.period = None
            if self.quarter is None or self._standing(named) >= self._standing(self.quarter):
                self.quarter = named

    def _standing(self, named: Named) -> tuple[bool, date]:
        """Quarters that were over at publication go first, the latest of them foremost."""
        return self.published is None or named.last < self.published, named.last

    def looks(self) -> Looks:
        """Whether the clause looks back or ahead; None when nothing tells."""
        return tense.looks(self.words, self.start, self.end)

    def last(self, unit: str | None = None) -> tuple[date, str, str | None] | None:
        """The first day of the date just named, as fine as the unit needs, with the basis and its grain.

        With none named, a publication date serves ("that year" of nothing else). After one that nothing settles, none.
        """
        if self.lost:
            return None
        fine = _GRAINS.get(unit or "", "DWMQHSY")
        for named in self.named:
            grain = calendar.grain(named.value)
            if grain and grain in fine:
                return named.first, f"after {named.text}", grain
        return (self.published, f"published {self.published.isoformat()}", None) if self.published else None

    def beside(self) -> Named | None:
        """The date named just before, with no more than a comma between."""
        last = self.named[0] if self.named else None
        return last if last and self.text[last.end : self.items[self.start].start].strip() == "," else None

    def near_day(self) -> tuple[date, str] | None:
        """The day named last, when that was within a few sentences."""
        here = self.items[self.start].start
        for named in islice(self.named, 3):
            if calendar.grain(named.value) == "D" and here - named.end < _SHORTLY:
                return named.first, f"after {named.text}"
        return None

    def after_named(self, at: Callable[[int], str | None]) -> tuple[str, str] | None:
        """The first turn of something yearly from a day or month with its year that was named just before.

        "On 30 May 2018 he fled; on 2 June he was held": 2018 too. With the value its basis.
        """
        here = self.items[self.start].start
        last = next((n for n in islice(self.named, 4) if n.written), None)
        if last is None or here - last.end > _SHORTLY or (self.published and last.first > self.published):
            return None
        if self.published and (_SENTENCE.search(self.text, last.end, here) or self.looks() == "ahead"):
            return None
        for value in (at(last.first.year), at(last.first.year + 1)):
            days = calendar.days(value) if value else None
            if value and days and days[1] >= last.first:
                return (value, f"after {last.text}") if self.published is None or days[0] <= self.published else None
        return None

    def before_named(self, at: Callable[[int], str | None]) -> tuple[str, str] | None:
        """The last turn of something yearly before the date that a story told of: "he had been held in October"."""
        here = self.items[self.start].start
        last = next((n for n in islice(self.named, 4) if n.written), None)
        if last is None or here - last.end > _SHORTLY or not tense.is_before_past(self.items, self.start):
            return None
        for value in (at(last.first.year), at(last.first.year - 1)):
            days = calendar.days(value) if value else None
            if value and days and calendar.grain(value) == "M" and days[1] < last.first:
                return value, f"before {last.text}"
        return None

    def focus(self) -> tuple[date, str, str] | None:
        """The first day and grain of the quarter that the article is about, else of the year of publication.

        That is the latest that it names of those that were over when it appeared.
        """
        quarter = self.quarter
        if quarter:
            return quarter.first, "Y" if self.period else "Q", f"after {quarter.text}"
        return (self.published, "Y", f"published {self.published.isoformat()}") if self.published else None

    def nearest(self, at: Callable[[int], str | None], which: str | None) -> str | None:
        """The year's turn of something yearly that the clause means.

        `at` gives its value in a year. "last" is the latest that is over, "next" the first to come.
        """
        assert self.published is not None
        looks = None if which else self.looks()
        key = (at(self.published.year), which, looks)
        if key[0] is None or key not in self.turns:
            self.turns[key] = _turn(at, self.published, which, looks)
        return self.turns[key]


def _turn(at: Callable[[int], str | None], today: date, which: str | None, looks: Looks) -> str | None:
    turns = [v for y in (-2, -1, 0, 1, 2) if 0 < today.year + y < 10000 and (v := at(today.year + y))]
    spans = [(v, d) for v in turns if (d := calendar.days(v))]
    if not spans:
        return None
    if which == "this":
        return at(today.year)
    if which == "last":
        return max((s for s in spans if s[1][1] < today), key=_place, default=spans[0])[0]
    if which == "next":
        return min((s for s in spans if s[1][0] > today), key=_place, default=spans[-1])[0]
    near = min(spans, key=lambda s: _distance(s[1], today))
    if calendar.grain(near[0]) == "M" and looks == "perhaps":
        return near[0]
    if calendar.grain(near[0]) in ("D", "Q", "H") and (looks is None or _settled(near, looks, today)):
        return near[0]
    if looks in ("ahead", "perhaps"):
        return min((s for s in spans if s[1][1] >= today), key=_place, default=spans[-1])[0]
    return max((s for s in spans if s[1][0] <= today), key=_place, default=spans[0])[0]


def _place(span: tuple[str, calendar.Days]) -> calendar.Days:
    return span[1]


def _settled(near: tuple[str, calendar.Days], looks: Looks, today: date) -> bool:
    """Whether the nearest turn is so near that the tense of a clause says nothing against it."""
    if calendar.grain(near[0]) == "D":
        return _distance(near[1], today) <= 45
    return _distance(near[1], today) <= 92 and not (looks == "back" and near[1][0] > today)


def _distance(days: calendar.Days, today: date) -> int:
    first, last = days
    return 0 if first <= today <= last else min(abs((first - today).days), abs((last - today).days))


_SENTENCE = re.compile(r"[.;:!?]\W*\s|\n\s*\n")
