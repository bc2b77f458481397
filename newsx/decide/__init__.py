"""The scene of an article to its record: the likeliest choices that obey the laws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsx.decide import acts, answers, cast, fines, terms, wrongs
from newsx.decide.bench import Bench
from newsx.records import Record, Source

__all__ = ["Bench", "decide"]

ITEMS = frozenset({"charge", "fine", "sentence", "action"})


def decide(benches: Sequence[Bench], source: Source) -> Record:
    """The record of an article, by its scenes."""
    found = Record(
        source=source,
        actors=benches[0].scene.cast.actors,
        agencies=benches[0].scene.cast.agencies,
        dates=tuple(benches[0].dates),
    )
    for bench in benches:
        found = with_items(found, bench)
    return cast.settled(benches, found)


def with_items(record: Record, bench: Bench) -> Record:
    """The record with what one scene tells, numbered on."""
    charges = wrongs.find(bench)
    money = fines.find(bench, charges)
    punishments = terms.find(bench)
    told = acts.find(bench, charges, money, punishments)
    charges = answers.given(charges, answers.find(bench), told)
    new: dict[str, list[Any]] = {
        "charges": charges,
        "fines": money,
        "sentences": terms.given(punishments, told),
        "actions": told,
    }
    ids = {
        item.id: f"{item.id.split('-')[0]}-{n}"
        for kind, items in new.items()
        for n, item in enumerate(items, len(getattr(record, kind)) + 1)
    }
    update = {
        kind: (
            *getattr(record, kind),
            *(cast.renamed(item.model_copy(update={"id": ids[item.id]}), ids, ITEMS) for item in items),
        )
        for kind, items in new.items()
    }
    return record.model_copy(update=update)
