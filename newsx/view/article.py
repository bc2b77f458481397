"""A record with its text to what the page of an article shows."""

from dataclasses import dataclass

from newsx.glance import Ahead, Party, ahead, headline, others, parties
from newsx.kept import Kept
from newsx.records import Action, Actor, Agency, Date, Record
from newsx.view.marks import Mark, marks


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that one article's page shows; `number` counts the articles of the page from 0."""

    number: int
    record: Record
    title: str
    marks: tuple[Mark, ...] | None
    parties: tuple[Party, ...]
    agencies: tuple[Agency, ...]
    others: tuple[Actor, ...]
    acts: tuple[Action, ...]
    dates: tuple[Date, ...]
    ahead: Ahead | None


def article(number: int, kept: Kept) -> Page:
    """The page of one article; without its text there is no text to show, only what was found in it."""
    record = kept.record
    accused = parties(record)
    return Page(
        number=number,
        record=record,
        title=headline(record.source, kept.text),
        marks=tuple(marks(record, kept.text)) if kept.text is not None else None,
        parties=accused,
        agencies=record.agencies,
        others=others(record, accused),
        acts=record.actions,
        dates=record.dates,
        ahead=ahead(record),
    )
