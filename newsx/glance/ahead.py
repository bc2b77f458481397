"""A record to what comes next: the first day after the article's publication on which something is to happen."""

from dataclasses import dataclass

from newsx.records import Action, Date, Record


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to come, and the act that is planned for it, where the article says so."""

    date: Date
    act: Action | None = None


def ahead(record: Record) -> Ahead | None:
    """The nearest day after publication; without a date of publication, the nearest day of a planned act."""
    acts = {ref.id: act for act in record.actions if act.modality == "planned" for ref in act.dates}
    published = record.source.published
    coming = [d for d in record.dates if d.first_day and _comes(d, published, acts)]
    nearest = min(coming, key=lambda d: (d.first_day or "", d.start), default=None)
    return Ahead(nearest, acts.get(nearest.id)) if nearest else None


def _comes(date: Date, published: str | None, acts: dict[str, Action]) -> bool:
    if published is None:
        return date.id in acts
    return date.timex_type in ("DATE", "TIME") and (date.first_day or "") > published[:10]
