"""A record and its gold annotation to the errors that would hurt somebody.

- `accused`: a charge names an accused whom gold knows as somebody else: a victim, a lawyer, an official, a body.
- `stage`: what is open is told as admitted, convicted or settled; what ended in acquittal or dismissal as anything
  else; or somebody is told to be guilty of whom gold has no such thing.
- `admission`, `denial`: an answer of a party of which gold has none such.
- `payer`: a fine that gold has, with payers none of whom is right.
- `money`: a fine imposed, agreed or paid that gold does not have as a fine.
- `term`: a punishment on somebody on whom gold has none.
- `verdict`: what only regulators decided, told as a conviction; beside the sum of the others.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from newsx.score.fields import Result, assign, party_hit, refs, same_charge, same_fine, stage
from newsx.score.names import Entry, same_entity

KINDS = ("accused", "stage", "admission", "denial", "payer", "money", "term")
BESIDE = "verdict"
Harm = tuple[str, str]

_GUILT = frozenset(("admitted", "convicted", "settled"))
_OPEN = frozenset(("alleged", "charged"))
_CLEARED = frozenset(("acquitted", "dismissed"))
_AGAINST = frozenset((
    "investigation", "raid", "search", "seizure", "arrest", "detention", "charge", "lawsuit", "trial", "conviction",
    "acquittal", "sentence", "fine", "settlement", "dismissal", "ban", "sanction", "extradition",
))  # fmt: skip
_GUILTY_ACTS = frozenset(("plea", "conviction", "sentence", "fine", "settlement"))
_CRIMINAL = frozenset(("court", "prosecutor", "police", "legislature"))


@dataclass(frozen=True, slots=True)
class Known:
    """What gold says of everybody, by name."""

    gold: Entry
    accused: set[str]
    doubtful: set[str]
    guilty: set[str]
    denied: set[str]
    owned: set[str]
    punished: set[str]

    def who(self, ref: Entry, record: Entry) -> Entry | None:
        """The gold entity that a reference names, if any."""
        named = with_names(ref, record)
        everybody = (*self.gold["actors"], *self.gold["agencies"])
        best = max(everybody, key=lambda entity: same_entity(named, entity), default=None)
        return best if best is not None and same_entity(named, best) else None


def harms(record: Entry, gold: Entry) -> list[Harm]:
    """The kind of each error, and what it says; each once."""
    known = _known(gold)
    charges = assign(record.get("charges", ()), gold["charges"], same_charge)
    said = [c for c in record.get("charges", ()) if "negated" not in (c.get("polarity"), c.get("modality"))]
    found = [harm for charge in said for harm in _of_charge(charge, record, known)]
    found += [harm for pair in charges.pairs for harm in _of_stage(*pair, said, gold)]
    found += [harm for charge in charges.extra if charge in said for harm in _of_guilt(charge, record, known)]
    found += _of_fines(assign(record.get("fines", ()), gold["fines"], same_fine), record, gold)
    if "sentences" in gold:
        found += [harm for term in record.get("sentences", ()) for harm in _of_term(term, record, known)]
    return list(dict.fromkeys(found))


def with_names(ref: Entry, record: Entry) -> Entry:
    """A reference with the aliases of the entity that it points to."""
    everybody = (*record.get("actors", ()), *record.get("agencies", ()))
    return next((entity for entity in everybody if entity.get("id") == ref.get("id")), ref)


def _known(gold: Entry) -> Known:
    charges, acts, answers = gold["charges"], gold["actions"], gold.get("responses", [])
    pleas = _names((a for a in acts if a["type"] == "plea"), "by")
    accused = _names(charges, "accused") | _names(gold["fines"], "payer") | _names(gold.get("sentences", ()), "on")
    accused |= _names((a for a in acts if a["type"] in _AGAINST), "on")
    partless = {actor["name"] for actor in gold["actors"] if not actor.get("part")}
    return Known(
        gold=gold,
        accused=accused | {actor["name"] for actor in gold["actors"] if actor.get("part") == "accused"},
        doubtful=partless if any(not c.get("accused") for c in charges) else set(),
        guilty=_names((c for c in charges if c["status"] in _GUILT), "accused")
        | _names((a for a in acts if a["type"] in _GUILTY_ACTS), "on", "by"),
        denied=_names((r for r in answers if r["kind"] == "denial"), "party")
        | _names((a for a in acts if a["type"] == "denial"), "by")
        | pleas,
        owned=_names((r for r in answers if r["kind"] in ("admission", "apology")), "party")
        | _names((c for c in charges if c["status"] in ("admitted", "settled")), "accused")
        | pleas,
        punished=_names(gold.get("sentences", ()), "on")
        | _names((a for a in acts if a["type"] in ("sentence", "ban")), "on"),
    )


def _names(entries: Iterable[Entry], *keys: str) -> set[str]:
    return {name for entry in entries for key in keys for name in entry.get(key, ())}


def _of_charge(charge: Entry, record: Entry, known: Known) -> Iterator[Harm]:
    for ref in refs(charge, "accused"):
        who = known.who(ref, record)
        innocent = who and who["name"] not in known.accused | known.doubtful
        if who and innocent and not who.get("optional"):
            yield "accused", f"{ref['name']} accused of {charge['text']!r} ({charge['status']})"
    for answer in charge.get("responses", ()):
        party = answer.get("party") or {}
        who = known.who(party, record)
        name = who["name"] if who else None
        if answer["kind"] in ("admission", "apology") and name not in known.owned:
            yield "admission", f"{party.get('name')} {answer['kind']}: {answer.get('text')!r}"
        if answer["kind"] == "denial" and name not in known.denied and "responses" in known.gold:
            yield "denial", f"{party.get('name')}: {answer.get('text')!r}"


def _of_stage(found: Entry, gold: Entry, said: list[Any], whole: Entry) -> Iterator[Harm]:
    told, true = stage(found), gold["status"]
    if found in said and ((told in _GUILT and true in _OPEN) or (true in _CLEARED and told not in _CLEARED)):
        yield "stage", f"{found['text']!r} told as {told}, is {true}"
    kinds = {agency["kind"] for agency in whole["agencies"] if agency["name"] in gold.get("by", ())}
    if true == "convicted" and found.get("status") == "convicted" and kinds and not kinds & _CRIMINAL:
        yield BESIDE, f"{found['text']!r} decided by a regulator, told as convicted"


def _of_guilt(charge: Entry, record: Entry, known: Known) -> Iterator[Harm]:
    for ref in refs(charge, "accused") if charge.get("status") in ("admitted", "convicted") else ():
        who = known.who(ref, record)
        if who and who["name"] not in known.guilty and not who.get("optional"):
            yield "stage", f"{charge['text']!r} told as {charge['status']} of {ref['name']}, of whom nothing is"


def _of_fines(fines: Result, record: Entry, gold: Entry) -> Iterator[Harm]:
    for found, wanted in fines.pairs:
        payers = refs(found, "payers")
        right = party_hit([with_names(ref, record) for ref in payers], wanted.get("payer", ()), gold)
        if payers and wanted.get("payer") and not right:
            names = ", ".join(ref["name"] for ref in payers)
            yield "payer", f"{found['text']} on {names}, is on {', '.join(wanted['payer'])}"
    for found in fines.extra:
        if found.get("status") in ("imposed", "agreed", "paid") and found.get("amount"):
            yield "money", f"{found['text']} told as a fine {found['status']}"


def _of_term(term: Entry, record: Entry, known: Known) -> Iterator[Harm]:
    for ref in refs(term, "on"):
        who = known.who(ref, record)
        if who and who["name"] not in known.punished and not who.get("optional"):
            yield "term", f"{term['text']!r} on {ref['name']}"
