"""A record and its gold annotation to what was found, what was too much and what was missed, field by field."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from newsx.score.names import Entry, alike, same_entity

FIELDS = ("actors", "agencies", "charges", "fines", "dates", "actions")
SECOND = ("sentences", "responses")  # only in gold of the second edition, and not in the mean
Likeness = Callable[[Any, Entry], float]


@dataclass(frozen=True, slots=True)
class Result:
    """Pairs of what was found and its gold entry, what was found beside them, what gold has beside them."""

    pairs: tuple[tuple[Any, Entry], ...]
    extra: tuple[Any, ...]
    missed: tuple[Entry, ...]


def score(record: Entry, gold: Entry) -> dict[str, Result]:
    """The results of each field. A `record` without lists is that of an article that has none."""
    results = {field: assign(record.get(field, ()), gold[field], same_entity) for field in ("actors", "agencies")}
    results["charges"] = assign(record.get("charges", ()), gold["charges"], same_charge)
    results["fines"] = assign(record.get("fines", ()), gold["fines"], same_fine)
    results["dates"] = _dates(record, gold)
    results["actions"] = assign(record.get("actions", ()), gold["actions"], _same_action(gold))
    if gold.get("v") == 2:
        results["sentences"] = assign(record.get("sentences", ()), gold["sentences"], _same_sentence)
        results["responses"] = assign(_said(record), gold["responses"], _same_response(gold))
    return results


def assign(found: Sequence[Any], golds: Sequence[Entry], likeness: Likeness) -> Result:
    """The likest first, each once. Optional gold counts for nobody, and forgives what fits it."""
    cells = ((likeness(p, g), -j, i) for i, p in enumerate(found) for j, g in enumerate(golds))
    used_found, used_gold = set(), set()
    pairs = []
    for _, j, i in sorted((cell for cell in cells if cell[0] > 0), reverse=True):
        if i not in used_found and -j not in used_gold:
            used_found.add(i)
            used_gold.add(-j)
            pairs.append((found[i], golds[-j]))
    spare = [p for i, p in enumerate(found) if i not in used_found]
    forgiving = [g for g in golds if g.get("optional")]
    return Result(
        tuple((p, g) for p, g in pairs if not g.get("optional")),
        tuple(p for p in spare if not any(likeness(p, g) > 0 for g in forgiving)),
        tuple(g for j, g in enumerate(golds) if j not in used_gold and not g.get("optional")),
    )


def refs(entry: Entry, *keys: str) -> list[Entry]:
    """The references under these keys."""
    return [ref for key in keys for ref in entry.get(key) or ()]


def party_hit(found: Iterable[Entry | str], wanted: Iterable[str], gold: Entry) -> bool:
    """Whether one of those found is one of those wanted, by any name that gold has for them."""
    everyone = {entity["name"]: entity for entity in (*gold["actors"], *gold["agencies"])}
    names = list(wanted)
    return any(same_entity(each, everyone[name]) for each in found for name in names)


def same_charge(found: Entry, gold: Entry) -> float:
    """Half of the words, or a quarter and the same offence."""
    shared = alike(found, gold)
    return shared if shared >= 0.5 or (shared >= 0.25 and found.get("offence") == gold["offence"]) else 0.0


def same_fine(found: Entry, gold: Entry) -> float:
    """The same currency and, but for rounding, the same amount."""
    try:
        amount = float(found.get("amount"))  # type: ignore[arg-type]  # None is a TypeError, as it should be
    except (TypeError, ValueError):
        return 0.0
    wanted = [(float(sum_["amount"]), sum_["currency"]) for sum_ in (gold, *gold.get("also_amounts", ()))]
    return float(any(c == found.get("currency") and abs(a - amount) <= 0.005 * a for a, c in wanted))


def stage(charge: Entry) -> str | None:
    """The status in the words of gold, which has one word for what courts and regulators find."""
    return "convicted" if charge.get("status") == "liable" else charge.get("status")


def _dates(record: Entry, gold: Entry) -> Result:
    """The set of values; an interval may be given whole or by its two ends.

    Durations, repeated times and vague references are no days.
    """
    plain = [date["value"].rstrip("X") for date in record.get("dates", ()) if date.get("value")]
    values = sorted({v for v in plain if is_day(v)})
    wanted = [date | {"value": date["value"].rstrip("X")} for date in gold["dates"] if date.get("value")]
    need = {date["value"]: date for date in wanted if not date.get("optional")}
    fits = {v for d in wanted for v in (d["value"], *d["value"].split("/"), *d.get("parts", ()))}
    found = [v for v in need if v in values or all(part in values for part in v.split("/"))]
    return Result(
        tuple((value, need[value]) for value in found),
        tuple(v for v in values if v not in fits and not set(v.split("/")) <= fits),
        tuple(date for value, date in need.items() if value not in found),
    )


def is_day(value: str) -> bool:
    """Whether a TIMEX3 value places something in the calendar: no duration, no repeated time, nothing vague."""
    return not value.startswith("P") and not value.endswith("_REF") and "X" not in value.rstrip("X")


def _same_action(gold: Entry) -> Likeness:
    def likeness(found: Entry, wanted: Entry) -> float:
        if found.get("type") != wanted["type"]:
            return 0.0
        by, on = refs(found, "by", "agents"), refs(found, "on", "targets")
        by_fits = not wanted.get("by") or party_hit(by, wanted["by"], gold)
        return float(by_fits and (not wanted.get("on") or party_hit(on, wanted["on"], gold)))

    return likeness


def _same_sentence(found: Entry, gold: Entry) -> float:
    """Half of the words, or the same kind and duration."""
    shared = alike(found, gold)
    same = found.get("kind") == gold["kind"]
    same = same and (found.get("duration") or "").upper() == (gold.get("duration") or "").upper()
    return shared if shared >= 0.5 else 0.4 if same and gold.get("duration") else 0.0


def _said(record: Entry) -> list[Entry]:
    """The responses of a record, each party's of a kind once: they hang on the charges."""
    entities = {entity.get("id"): entity for kind in ("actors", "agencies") for entity in record.get(kind, ())}
    found = {}
    for answer in (answer for charge in record.get("charges", ()) for answer in charge.get("responses", ())):
        party = answer.get("party") or {}
        known = {"kind": answer.get("kind"), "party": entities.get(party.get("id"), party)}
        found[party.get("id"), answer.get("kind")] = known | {"text": answer.get("text", "")}
    return list(found.values())


def _same_response(gold: Entry) -> Likeness:
    return lambda found, wanted: float(
        found["kind"] == wanted["kind"] and party_hit([found["party"]], wanted["party"], gold)
    )
