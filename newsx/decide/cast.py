"""The cast to who belongs into the record: those who are likely enough in the story, and those whom an item names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np

from newsx.decide.bench import Bench
from newsx.judge import scene as scenes
from newsx.records import Model, Part, Record, Ref

CAST = frozenset({"actor", "agency"})
PARTS: tuple[Part, ...] = scenes.PLAYED


def settled(benches: Sequence[Bench], record: Record) -> Record:
    """The record with the entities that belong into it, each actor with a part, numbered anew."""
    bench = benches[0]
    if not bench.scene.ids:
        return record
    every = [b.scales["cast.kept"].chances(scenes.cast(b.scene)) for b in benches]
    kept = np.max(every, axis=0)
    parts = bench.scales["cast.part"].chances(scenes.parts(benches[0].scene))
    named = {ref.id for ref in _named(record)}
    stay = [id for n, id in enumerate(bench.scene.ids) if kept[n] >= bench.cut.get("cast.kept", 0.5) or id in named]
    ids: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for id in stay:
        kind = id.split("-")[0]
        counts[kind] += 1
        ids[id] = f"{kind}-{counts[kind]}"
    part = {id: PARTS[int(parts[n].argmax())] for n, id in enumerate(bench.scene.ids)}
    actors = tuple(a.model_copy(update={"id": ids[a.id], "part": part[a.id]}) for a in record.actors if a.id in ids)
    agencies = tuple(a.model_copy(update={"id": ids[a.id]}) for a in record.agencies if a.id in ids)
    items = {
        kind: tuple(renamed(item, ids, CAST) for item in getattr(record, kind))
        for kind in ("charges", "fines", "sentences", "actions")
    }
    return record.model_copy(update={"actors": actors, "agencies": agencies, **items})


def _named(record: Record) -> list[Ref]:
    """Those whom an item names."""
    found: list[Ref] = [r for c in record.charges for r in (*c.accused, *c.by, *c.asserted_by)]
    found += [r for c in record.charges for a in c.responses if (r := a.party)]
    found += [r for f in record.fines for r in (*f.payers, *f.by)]
    found += [r for s in record.sentences for r in (*s.on, *s.by)]
    return found + [r for a in record.actions for r in (*a.by, *a.on)]


def renamed(item: Model, ids: Mapping[str, str], kinds: Set[str]) -> Model:
    """The item with its references to these kinds of items renamed, or left out where the item is gone."""
    changed: dict[str, Any] = {}
    for field, value in item:
        if isinstance(value, Ref):
            changed[field] = _ref(value, ids, kinds)
        elif isinstance(value, tuple) and value and isinstance(value[0], Ref):
            changed[field] = tuple(r for r in (_ref(v, ids, kinds) for v in value) if r is not None)
        elif isinstance(value, tuple) and value and isinstance(value[0], Model):
            changed[field] = tuple(renamed(v, ids, kinds) for v in value)
    return item.model_copy(update=changed)


def _ref(ref: Ref, ids: Mapping[str, str], kinds: Set[str]) -> Ref | None:
    if ref.id in ids:
        return ref.model_copy(update={"id": ids[ref.id]})
    return None if ref.id.split("-")[0] in kinds else ref
