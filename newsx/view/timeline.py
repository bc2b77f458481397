"""Articles to a timeline: what happened on each day, with values that differ between articles side by side."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsx.glance import plain
from newsx.records import Action, Date, Fine, Link, Record, Ref
from newsx.view.article import Page
from newsx.view.sums import money, who

# Reports of one decision appear within days; one a season later may be another decision.
NEAR = 31
_COARSE = re.compile(r"\d{4}(?:-\d{2})?")
_NO_CASE = frozenset(("statement", "testimony", "resignation"))


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of an event: the value (a sum) and where."""

    value: str
    page: Page
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event; where articles differ on its value, the tellings stand side by side."""

    day: str  # the first day, by which the timeline is sorted
    shown: str  # as exactly as the article says: a day, a month, a year
    said: bool  # whether the article dates it, or it is only dated by the article
    what: str
    on: str
    by: str
    modality: str
    tellings: tuple[Telling, ...]

    @property
    def values(self) -> dict[str, tuple[Telling, ...]]:
        """The tellings by their value."""
        found: dict[str, list[Telling]] = defaultdict(list)
        for telling in self.tellings:
            found[telling.value].append(telling)
        return {value: tuple(tellings) for value, tellings in found.items()}

    @property
    def differs(self) -> bool:
        """Whether articles tell different sums."""
        return len([value for value in self.values if value]) > 1


@dataclass(frozen=True, slots=True)
class _Told:
    key: tuple[str, ...]
    event: Event


def timeline(pages: Sequence[Page]) -> tuple[Event, ...]:
    """Every dated event, the earliest first; the same event of several articles is one."""
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for page in pages:
        for told in _told(page):
            groups[told.key].append(told.event)
    merged = [event for group in groups.values() for event in _merged(group)]
    return tuple(sorted(merged, key=lambda e: (e.day, e.what, e.on, e.by)))


def _told(page: Page) -> Iterator[_Told]:
    days = {date.id: date for date in page.record.dates}
    for fine in page.record.fines:
        if fine.part_of is None and fine.status != "maximum":
            yield from _dated(page, fine, _day(fine.dates, days), fine.payers)
    payers = {link.id for fine in page.record.fines for link in fine.payers}
    for act in page.record.actions:
        # A fine and the act of fining are one event, and the fine tells the sum.
        is_told = act.fines or (act.type in ("fine", "settlement") and payers & {link.id for link in act.on})
        if act.type not in _NO_CASE and act.modality != "negated" and not is_told:
            yield from _dated(page, act, _day(act.dates, days), act.on)


def _day(references: tuple[Ref, ...], days: dict[str, Date]) -> Date | None:
    known = [day for ref in references if (day := days.get(ref.id)) and day.first_day]
    return min(known, key=lambda day: day.first_day or "", default=None)


def _exactly(day: Date) -> str | None:
    """The day, or the month or the year where no day is known."""
    return day.value if day.value and _COARSE.fullmatch(day.value) else day.first_day


def _dated(page: Page, item: Fine | Action, day: Date | None, on: tuple[Link, ...]) -> Iterator[_Told]:
    """The event, if there is any day for it: an act without one is not dated by the article's own."""
    at = day.first_day if day else (_published(page.record) if isinstance(item, Fine) else None)
    if at is None:
        return
    what = f"{item.kind} ({item.status})" if isinstance(item, Fine) else item.type
    value = money(item.amount, item.currency) if isinstance(item, Fine) and item.amount else ""
    if isinstance(item, Fine) and not value:
        value = item.text
    event = Event(
        day=at, shown=(day and _exactly(day)) or at, said=day is not None, what=what, on=_names(on), by=_names(item.by),
        modality="actual" if isinstance(item, Fine) else item.modality,
        tellings=(Telling(plain(value), page, item.id),),
    )  # fmt: skip
    parties = (*sorted(who(page, link) for link in on), "/", *sorted(who(page, link) for link in item.by))
    alone = () if on else (str(page.number), item.id)
    fine = item.kind if isinstance(item, Fine) else at
    yield _Told((what.split()[0], fine, event.modality, *parties, *alone), event)


def _merged(group: list[Event]) -> Iterator[Event]:
    """Events of the same parties within a month of one another are one; the first day that an article names holds."""
    waiting = sorted(group, key=lambda e: e.day)
    while waiting:
        first = waiting[0]
        near = [e for e in waiting if _apart(first.day, e.day) <= NEAR]
        waiting = [e for e in waiting if e not in near]
        best = min(near, key=lambda e: (not e.said, e.day))
        tellings = tuple(t for e in near for t in e.tellings)
        yield Event(best.day, best.shown, best.said, best.what, best.on, best.by, best.modality, tellings)


def _apart(first: str, second: str) -> int:
    return abs((date.fromisoformat(second) - date.fromisoformat(first)).days)


def _published(record: Record) -> str | None:
    return record.source.published[:10] if record.source.published else None


def _names(links: tuple[Link, ...]) -> str:
    return ", ".join(plain(link.name) for link in links)
