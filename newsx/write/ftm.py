"""Records to FollowTheMoney entities, a line each: for Aleph, OpenSanctions and their tools.

Topics are those of OpenSanctions, and careful: only who the article says was convicted in court, or pleaded guilty,
gets one of crime, and a regulator's finding is none; who is charged or investigated is a person of interest; a denial
or an acquittal gives none.
"""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from newsx import __version__
from newsx.records import Actor, Agency, Charge, Record, Ref, Response

Entity = dict[str, Any]

_CRIMES = {
    "accounting-fraud": "crime.fin", "bribery": "crime.fin", "child-sexual-abuse": "crime", "corruption": "crime.fin",
    "cybercrime": "crime.cyber", "drugs": "crime.traffick.drug", "embezzlement": "crime.fin",
    "environmental": "crime.env",
    "forgery": "crime.fraud", "fraud": "crime.fraud", "human-trafficking": "crime.traffick.human",
    "insider-trading": "crime.fin", "market-manipulation": "crime.fin", "money-laundering": "crime.fin",
    "robbery": "crime.theft", "tax": "crime.fin", "terrorism": "crime.terror", "theft": "crime.theft",
    "war-crimes": "crime.war",
}  # fmt: skip
_OFFICES = {
    "court": "gov.judicial", "prosecutor": "gov.judicial", "police": "gov.security", "intelligence": "gov.security",
    "military": "mil", "ministry": "gov.executive", "legislature": "gov.legislative", "tax": "gov.financial",
    "international": "gov.igo", "regulator": "gov.admin",
}  # fmt: skip
_GUILTY = re.compile(r"(?<!not )\bguilty\b", re.IGNORECASE).search
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
_SCHEMAS = {"person": "Person", "organization": "Organization"}
_REGULATING = ("fine", "settlement", "investigation", "ban", "sanction")


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes the entities of each record at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the article, its parties and agencies, and what happened between them."""
        for entity in entities(record):
            self.stream.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""


def entities(record: Record) -> Iterator[Entity]:
    """The article first, then what it tells of."""
    yield _article(record)
    for actor in record.actors:
        yield _entity(record, actor.id, _SCHEMAS[actor.type], **_named(actor), topics=topics(record, actor.id))
    for agency in record.agencies:
        country = [agency.country.lower()] if agency.country and agency.country != "INT" else []
        office = [_OFFICES[agency.kind]] if agency.kind in _OFFICES else ["gov"]
        yield _entity(record, agency.id, "PublicBody", **_named(agency), country=country, topics=office)
    parties: tuple[Actor | Agency, ...] = (*record.actors, *record.agencies)
    for item in parties:
        yield _entity(
            record,
            f"{item.id}-named",
            "Documentation",
            document=[_id(record, "article")],
            entity=[_id(record, item.id)],
        )
    yield from _risks(record)
    yield from _events(record)


def topics(record: Record, actor: str) -> list[str]:
    """What may be said of an actor in a word; never that of crime without a conviction in court."""
    acquitted = any(_on(action.on, actor) for action in _actual(record, "acquittal"))
    convicted = not acquitted and (
        any(_on(action.on, actor) for action in _actual(record, "conviction", "sentence"))
        or any(_on(sentence.on, actor) for sentence in record.sentences if sentence.status == "imposed")
    )
    pleaded = not acquitted and any(_on(action.by, actor) for action in _actual(record, "plea") if _GUILTY(action.text))
    found: set[str] = set()
    for charge in (charge for charge in record.charges if _on(charge.accused, actor)):
        own = any(_on((r.party,), actor) for r in charge.responses if r.party and _pleads(r))
        found.update(_of(charge, convicted, pleaded or (own and not acquitted)))
    if _regulated(record, actor):
        found.add("reg.action")
    return sorted(found)


def _pleads(response: Response) -> bool:
    return response.kind == "admission" and bool(_GUILTY(response.text))


def _of(charge: Charge, convicted: bool, pleaded: bool) -> Iterator[str]:
    if charge.modality != "actual" or charge.polarity == "negated":
        return
    # An admission to a reporter is no plea, and a plea of one thing does not prove what is only alleged.
    proven = charge.status == "convicted" and convicted
    if proven or (charge.status == "admitted" and (convicted or pleaded)):
        yield _CRIMES.get(charge.offence, "crime")
    elif charge.polarity == "affirmed" and (charge.status == "charged" or (charge.status == "alleged" and charge.by)):
        yield "poi"


def _regulated(record: Record, actor: str) -> bool:
    regulators = {agency.id for agency in record.agencies if agency.kind == "regulator"}
    done = [*_actual(record, *_REGULATING)]
    fined = [(fine.payers, fine.by) for fine in record.fines if fine.status in ("imposed", "agreed", "paid")]
    pairs = [*((action.on, action.by) for action in done), *fined]
    return any(_on(on, actor) and any(ref.id in regulators for ref in by) for on, by in pairs)


def _actual(record: Record, *types: str) -> list[Any]:
    return [action for action in record.actions if action.type in types and action.modality == "actual"]


def _on(references: tuple[Ref, ...], actor: str) -> bool:
    return any(reference.id == actor for reference in references)


def _article(record: Record) -> Entity:
    source = record.source
    return _entity(
        record, "article", "Article", title=_some(source.title or source.id), publishedAt=_some(source.published),
        sourceUrl=_some(source.url), processingAgent=[f"newsx {__version__}"], fileName=_some(source.path), proof=None,
    )  # fmt: skip


def _named(item: Actor | Agency) -> dict[str, list[str]]:
    """A short form in the text is no alias that would hold elsewhere."""
    return {"name": [item.name], "weakAlias": [alias for alias in item.aliases if alias != item.name]}


def _risks(record: Record) -> Iterator[Entity]:
    """A fine for each payer: Risk has no field for the sum, so the words of the article are its summary."""
    for fine in record.fines:
        for payer in fine.payers if fine.status in ("imposed", "agreed", "paid") else ():
            reasons = [charge.name for charge in fine.charges]
            yield _entity(
                record, f"{fine.id}-{payer.id}", "Risk", entity=[_id(record, payer.id)], authority=_names(fine.by),
                reason=reasons, status=[fine.status], summary=[fine.evidence.text], date=_days(record, fine.dates),
                description=[f"{fine.kind}: {fine.text}"],
            )  # fmt: skip


def _events(record: Record) -> Iterator[Entity]:
    for action in (a for a in record.actions if a.modality == "actual"):
        yield _entity(
            record, action.id, "Event", name=[f"{action.type}: {action.text}"], summary=[action.evidence.text],
            organizer=[_id(record, ref.id) for ref in action.by], involved=[_id(record, ref.id) for ref in action.on],
            date=_days(record, action.dates),
        )  # fmt: skip


def _entity(record: Record, place: str, schema: str, /, **properties: list[str] | None) -> Entity:
    """An entity; all but the article itself name the article as their proof."""
    properties.setdefault("proof", [_id(record, "article")])
    known = {key: value for key, value in properties.items() if value}
    return {"id": _id(record, place), "schema": schema, "properties": known}


def _id(record: Record, name: str) -> str:
    return f"newsx-{record.source.sha256[:20]}-{name}"


def _names(references: tuple[Ref, ...]) -> list[str]:
    return [reference.name for reference in references]


def _days(record: Record, references: tuple[Ref, ...]) -> list[str]:
    """Dates as prefixes (2025, 2025-12, 2025-12-05), which is all that the model takes."""
    values = {date.id: date.value for date in record.dates}
    return [value for ref in references if (value := values.get(ref.id)) and _DAY.match(value)]


def _some(value: str | None) -> list[str]:
    return [value] if value else []
