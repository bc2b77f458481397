"""A record to the same record without the unnamed parties that the case is not about."""

from collections.abc import Mapping
from typing import Any

from newsx.records import Link, Model, Record, Ref

# The acts that the party itself does: "two shareholders sued".
OWN_ACTS = frozenset({"lawsuit", "plea", "testimony", "appeal", "resignation", "denial", "settlement"})


def leave_out(record: Record, unnamed: frozenset[str]) -> Record:
    """Keep of the `unnamed` actors those who are accused, pay, are punished or acted on; number the actors anew."""
    if not unnamed:
        return record
    wanted = {ref.id for ref in _about(record)}
    kept = [a for a in record.actors if a.id not in unnamed or a.id in wanted]
    ids = {a.id: f"actor-{n}" for n, a in enumerate(kept, 1)} | {a.id: a.id for a in record.agencies}
    items = {
        kind: tuple(_renamed(item, ids) for item in getattr(record, kind))
        for kind in ("charges", "fines", "sentences", "actions")
    }
    actors = tuple(a.model_copy(update={"id": ids[a.id]}) for a in kept)
    return record.model_copy(update={"actors": actors, **items})


def _about(record: Record) -> list[Link]:
    """Those whom the case is about."""
    found = [ref for c in record.charges for ref in c.accused]
    found += [ref for f in record.fines for ref in f.payers]
    found += [ref for s in record.sentences for ref in s.on]
    return found + [ref for a in record.actions for ref in (*a.on, *(a.by if a.type in OWN_ACTS else ()))]


def _renamed(item: Model, ids: Mapping[str, str]) -> Model:
    """The item with its references to entities renamed, or left out where the entity is."""
    changed: dict[str, Any] = {}
    for field, value in item:
        if isinstance(value, Ref):
            changed[field] = _ref(value, ids)
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            changed[field] = tuple(r for r in (_ref(v, ids) for v in value) if r is not None)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            changed[field] = tuple(_renamed(v, ids) for v in value)
    return item.model_copy(update=changed)


def _ref(ref: Ref, ids: Mapping[str, str]) -> Ref | None:
    """The reference under its new id; one to a date, charge or fine stays as it is."""
    if ref.id.startswith(("actor-", "agency-")):
        return ref.model_copy(update={"id": ids[ref.id]}) if ref.id in ids else None
    return ref
