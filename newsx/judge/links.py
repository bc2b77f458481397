"""Who may be linked to an item, as signals: items × entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsx.find import Telling
from newsx.judge.scene import Scene
from newsx.judge.story import PLAYS
from newsx.judge.table import LARGEST, Array, Table
from newsx.records import Model

Group = Sequence[Telling]


def links(scene: Scene, places: Sequence[Group], scores: dict[str, Array], name: str, field: str) -> Table:
    """Links of items (each a group of tellings) to entities: items × entities × signals.

    `scores` are the model's log odds by link, items × entities; `field` is where the rules keep theirs.
    """
    shape = (len(places), len(scene.ids))
    score = np.clip(scores[name], -LARGEST, LARGEST)
    columns: dict[str, Any] = {"model": score, "model above the rest": score - _others(score)}
    for other, column in scores.items():
        if other != name:
            columns[f"model {other}"] = np.clip(column, -LARGEST, LARGEST)
    says, silent = np.zeros(shape), np.ones((len(places), 1))
    for i, group in enumerate(places):
        for ref in (ref for t in group for rule in t.rules for ref in _refs(rule, field)):
            says[i, scene.number[ref.id]] = 1
            silent[i] = 0
    told = np.array([[float(any(t.rules for t in group))] for group in places]).reshape(-1, 1)
    columns |= {
        "rule says so": says,
        "rule says another": (1 - says) * (1 - silent),
        "rule leaves it open": told * silent,
    }
    columns |= _near(scene, places)
    columns |= {key: column[None, :] for key, column in scene.entities.items()}
    return Table.of(shape, columns)


def _refs(item: Model, field: str) -> list[Any]:
    found = getattr(item, field, None)
    return list(found) if isinstance(found, tuple) else [found] if found else []


def _others(score: Array) -> Array:
    """The best score of the other entities."""
    if score.shape[1] < 2:
        return np.full(score.shape, -LARGEST)
    order = np.sort(score, axis=1)
    best = score.argmax(1)
    result = np.repeat(order[:, -1:], score.shape[1], axis=1)
    result[np.arange(len(score)), best] = order[:, -2]
    return result


def _near(scene: Scene, places: Sequence[Group]) -> dict[str, Any]:
    """Where the entities stand: in the sentence, as its subject, hanging on the words, how many words away."""
    story, size = scene.story, len(scene.ids)
    known = story.relations([(t.start, t.end) for group in places for t in group])
    inside, plays = known[..., 1] == 4, known[..., 2]
    subject = (plays == PLAYS.index("subject")) | (plays == PLAYS.index("passive subject"))
    seen = np.stack([
        inside, inside & subject, inside & (plays == PLAYS.index("by")), known[..., 5] > 0,
        -np.abs(known[..., 0] - 8) / 8,
    ])  # fmt: skip
    counts = np.bincount(story.owner, minlength=size)
    named = np.flatnonzero(counts)
    first = np.concatenate([[0], np.cumsum(counts)])[named]
    groups = np.cumsum([0, *(len(g) for g in places)])[:-1]
    best = np.zeros((len(seen), len(places), size))
    if len(places) and len(named):
        of_entity = np.maximum.reduceat(seen, first, axis=2)
        best[:, :, named] = np.maximum.reduceat(of_entity, groups, axis=1)
    names = ("same sentence", "subject", "by phrase", "hangs on it", "close")
    return dict(zip(names, best, strict=True))
