"""What no record may say, whatever its signals: each law with the items that break it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from newsx.records import Record

Law = Callable[[Record], Iterator[str]]


def broken(record: Record) -> list[str]:
    """The laws that a record breaks, each with the item; empty for every record that newsx writes."""
    return [f"{law.__name__}: {item}" for law in LAWS for item in law(record)]


def nobody_is_accused_by_themselves(record: Record) -> Iterator[str]:
    """The accused is not who brings the charge."""
    yield from (c.id for c in record.charges if {r.id for r in c.accused} & {r.id for r in c.by})


def no_court_is_accused_of_what_it_tries(record: Record) -> Iterator[str]:
    courts = {a.id for a in record.agencies if a.kind == "court"}
    yield from (c.id for c in record.charges if c.status in {"convicted", "acquitted"} and _ids(c.accused) & courts)


def nobody_pays_themselves(record: Record) -> Iterator[str]:
    """The payer is not the body that fines."""
    yield from (f.id for f in record.fines if _ids(f.payers) & _ids(f.by))


def parts_are_smaller_than_their_total(record: Record) -> Iterator[str]:
    fines = {f.id: f for f in record.fines}
    for fine in record.fines:
        total = fines[fine.part_of.id] if fine.part_of else None
        if total and total.amount and fine.amount and Decimal(fine.amount) > Decimal(total.amount):
            yield fine.id


def terms_are_on_people_and_firms(record: Record) -> Iterator[str]:
    """No public body serves a term."""
    yield from (s.id for s in record.sentences if any(r.id.startswith("agency-") for r in s.on))


def one_answer_stands_once(record: Record) -> Iterator[str]:
    """A charge has each party's answer of a kind once."""
    for charge in record.charges:
        told = [(r.party.id if r.party else "", r.kind) for r in charge.responses]
        if len(told) != len(set(told)):
            yield charge.id


def every_reference_is_in_the_record(record: Record) -> Iterator[str]:
    known = _ids(record.actors) | _ids(record.agencies)
    for charge in record.charges:
        if not _ids((*charge.accused, *charge.by, *charge.asserted_by)) <= known:
            yield charge.id


def _ids(items: object) -> set[str]:
    return {item.id for item in items}  # type: ignore[attr-defined]


LAWS: tuple[Law, ...] = (
    nobody_is_accused_by_themselves,
    no_court_is_accused_of_what_it_tries,
    nobody_pays_themselves,
    parts_are_smaller_than_their_total,
    terms_are_on_people_and_firms,
    one_answer_stands_once,
    every_reference_is_in_the_record,
)
