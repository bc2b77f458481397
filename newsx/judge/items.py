"""Acts, sums, terms and answers as signals: whether each belongs into the record, and of which kind it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import numpy as np

from newsx.find import Telling
from newsx.judge.answers import SPANS
from newsx.judge.links import Group
from newsx.judge.scene import Scene
from newsx.judge.table import Array, Table, chosen, odds
from newsx.records import ActionType, ResponseKind

ACTS = get_args(ActionType)
ANSWERS = get_args(ResponseKind)


class Items:
    """What is seen of the tellings of one kind of item in one article."""

    def __init__(self, scene: Scene, kind: str) -> None:
        self.scene, self.kind = scene, kind
        self.tellings: list[Telling] = getattr(scene.found, kind)
        places = [(t.start, t.end) for t in self.tellings]
        names = [name for name in SPANS if name.startswith(f"{kind}.")]
        count, size = len(places), len(scene.ids)
        if scene.chances is None:
            self.classes: dict[str, Array] = {n: np.full((count, len(SPANS[n])), 1 / len(SPANS[n])) for n in names}
            self.linked: dict[str, Array] = {n: np.zeros((count, size)) for n in LINKED[kind]}
        else:
            hidden = scene.chances.hidden(kind, places)
            seen = scene.chances.classes(hidden)
            self.classes = {n: np.asarray(seen[n], np.float64) for n in names}
            scores = scene.chances.links(kind, hidden, places)
            self.linked = {n: np.asarray(v, np.float64) for n, v in scores.items()}

    def scores(self, groups: Sequence[Sequence[int]]) -> dict[str, Array]:
        """The log odds of the links of groups: the best of their tellings."""
        size = len(self.scene.ids)
        return {
            name: np.array([found[list(g)].max(0) for g in groups]).reshape(len(groups), size)
            for name, found in self.linked.items()
        }

    def group(self, group: Sequence[int]) -> Group:
        return [self.tellings[i] for i in group]

    def acts(self, chances: dict[str, Array]) -> Table:
        """Each act by itself: whether it is told here, and not only told again."""
        tellings = self.tellings
        by, on = chances["act.by"], chances["act.on"]
        again = self._again(by, on)
        columns: dict[str, Array] = self._common([[i] for i in range(len(tellings))])
        columns |= {
            "again": again,
            "by, likeliest": odds(_top(by)),
            "on, likeliest": odds(_top(on)),
            "by and on": odds(_top(by) * _top(on)),
            "same sentence, other act": self._beside(),
        }  # fmt: skip
        seen = self.classes["act.modality"]
        for k, name in enumerate(SPANS["act.modality"]):
            columns[f"model {name}"] = odds(seen[:, k])
        for name in ACTS:
            columns[f"is {name}"] = np.array([float(t.kind == name) for t in tellings])
        return Table.of((len(tellings),), columns)

    def _beside(self) -> Array:
        """Of each telling how likely the likeliest other one of its sentence is."""
        chances = np.array([t.chance for t in self.tellings])
        sentence = np.array([self.scene.story.sentence[t.start] for t in self.tellings])
        same = (sentence[:, None] == sentence[None, :]) & ~np.eye(len(chances), dtype=bool)
        return np.asarray(np.where(same, chances[None, :], 0.0).max(1))

    def _again(self, by: Array, on: Array) -> Array:
        """How surely a likelier telling of the same kind tells the same of the same."""
        kinds = np.array([ACTS.index(t.kind) for t in self.tellings])
        order = np.argsort([-self._weight(i) for i in range(len(kinds))], kind="stable")
        rank = np.argsort(order)
        found = np.zeros(len(kinds))
        for i in range(len(kinds)):
            likelier = (kinds == kinds[i]) & (rank < rank[i])
            if likelier.any():
                found[i] = (_alike(by[i], by[likelier]) * _alike(on[i], on[likelier])).max()
        return found

    def _weight(self, i: int) -> float:
        return self.tellings[i].chance + 0.3 * bool(self.tellings[i].rules)

    def kept(self, groups: Sequence[Sequence[int]], linked: Array) -> Table:
        """Groups of tellings of sums, terms or answers: whether they belong into the record."""
        columns = self._common(groups)
        columns["linked, likeliest"] = odds(_top(linked))
        for head, seen in self.classes.items():
            mean = self._mean(seen, groups)
            for k, name in enumerate(SPANS[head]):
                columns[f"model {head} {name}"] = odds(mean[:, k])
        if self.kind == "response":
            for name in ANSWERS:
                columns[f"is {name}"] = np.array([float(self.tellings[g[0]].kind == name) for g in groups])
        return Table.of((len(groups),), columns)

    def kinds(self, groups: Sequence[Sequence[int]], head: str) -> Table:
        """Groups of tellings: what speaks for each class of a head, by the model and by the rules."""
        field = head.split(".")[1]
        said = [{getattr(r, field) for i in g for r in self.tellings[i].rules} for g in groups]
        return chosen(SPANS[head], list(self._mean(self.classes[head], groups)), said)

    def _mean(self, seen: Array, groups: Sequence[Sequence[int]]) -> Array:
        return np.array([seen[list(g)].mean(0) for g in groups]).reshape(len(groups), seen.shape[1])

    def _common(self, groups: Sequence[Sequence[int]]) -> dict[str, Array]:
        tellings, headline = self.tellings, self.scene.story.headline
        chance = np.array([max(tellings[i].chance for i in g) for g in groups])
        rule = np.array([float(any(tellings[i].rules for i in g)) for g in groups])
        start = np.array([min(tellings[i].start for i in g) for g in groups])
        return {
            "model": odds(chance),
            "told by a rule": rule,
            "told by rules alone": rule * (chance == 0),
            "told by a rule, sure": rule * odds(chance),
            "tellings": np.log(np.array([len(g) for g in groups])) if groups else np.zeros(0),
            "in headline": (start < headline).astype(np.float64),
            "first told": np.log1p(start) / 3,
        }


LINKED = {
    "act": ("act.by", "act.on"), "sum": ("sum.payers", "sum.by"), "term": ("term.on",), "response": ("response.party",),
}  # fmt: skip


def _top(chances: Array) -> Array:
    return chances.max(1) if chances.shape[1] else np.zeros(len(chances))


def _alike(one: Array, others: Array) -> Array:
    """How likely an item is linked to the same as each of others, or like them to nobody."""
    none = np.prod(1 - one) * np.prod(1 - others, axis=1)
    some = np.minimum(one[None, :], others).max(1) if one.size else np.zeros(len(others))
    return np.asarray(np.maximum(none, some))
