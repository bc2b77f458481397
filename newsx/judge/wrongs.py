"""Wrongs as signals: whether two tellings are one wrong, whether it is one at all, how far it has come, what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsx import patterns
from newsx.find import Telling
from newsx.judge.answers import SPANS, STATUSES
from newsx.judge.scene import Scene
from newsx.judge.table import LARGEST, Array, Table, chosen, odds, shaped
from newsx.records import Charge

_ENDINGS = ("ing", "ed", "es", "s")
OF_STAGE: dict[str, tuple[str, ...]] = {  # the acts that tell of each stage
    "alleged": ("investigation", "arrest"), "charged": ("charge", "trial", "lawsuit"), "admitted": ("plea",),
    "convicted": ("conviction", "sentence", "fine"), "settled": ("settlement",), "acquitted": ("acquittal",),
    "dismissed": ("dismissal",),
}  # fmt: skip
ACTS = tuple(act for acts in OF_STAGE.values() for act in acts)
OFFENCES = SPANS["charge.offence"]


class Wrongs:
    """What is seen of the tellings of wrongs in one article; `linked` holds the model's log odds of their links."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.tellings = scene, scene.found.charge
        self.places = [(t.start, t.end) for t in self.tellings]
        self.words = [content(_text(scene, t)) for t in self.tellings]
        count, size = len(self.tellings), len(scene.ids)
        if scene.chances is None:
            self.same = np.zeros((count, count))
            self.classes = {name: np.full((count, len(SPANS[name])), 1 / len(SPANS[name])) for name in SPANS}
            self.linked = {f"charge.{f}": np.zeros((count, size)) for f in ("accused", "by", "asserted_by")}
            return
        hidden = scene.chances.hidden("charge", self.places)
        self.same = np.asarray(scene.chances.same(hidden), np.float64)
        self.classes = {k: np.asarray(v, np.float64) for k, v in scene.chances.classes(hidden).items()}
        self.linked = {
            k: np.asarray(v, np.float64) for k, v in scene.chances.links("charge", hidden, self.places).items()
        }

    def pairs(self) -> Table:
        """Tellings × tellings: what speaks for their being one wrong."""
        count = len(self.tellings)
        rule = self._same_rule()
        shared, least, total = self._shared()
        offence = self.classes["charge.offence"]
        accused = 1 / (1 + np.exp(-self.linked["charge.accused"]))
        sentence = np.array([self.scene.story.sentence[t.start] for t in self.tellings])
        apart = np.abs(sentence[:, None] - sentence[None, :]) if count else np.zeros((0, 0))
        both = np.array([bool(t.rules) for t in self.tellings])
        columns = {
            "model": np.clip(self.same, -LARGEST, LARGEST),
            "same words": 2 * shared / total,
            "one in the other": shared / least,
            "one to the rules": rule,
            "two to the rules": (both[:, None] & both[None, :]) * (1 - rule),
            "same offence": offence @ offence.T,
            "same accused": _cosine(accused),
            "same sentence": apart == 0,
            "sentences apart": np.log1p(apart),
        }
        return Table.of((count, count), columns)

    def _same_rule(self) -> Array:
        """Whether one item of the rules stands behind both of two tellings."""
        known = {id(r): i for i, r in enumerate({id(r): r for t in self.tellings for r in t.rules}.values())}
        told = np.zeros((len(self.tellings), max(1, len(known))))
        for row, telling in zip(told, self.tellings, strict=True):
            row[[known[id(r)] for r in telling.rules]] = 1
        return np.minimum(told @ told.T, 1)

    def _shared(self) -> tuple[Array, Array, Array]:
        """Of each two tellings: how many words they share, how many the shorter has, how many both have."""
        known = {word: i for i, word in enumerate(dict.fromkeys(w for words in self.words for w in words))}
        bags = np.zeros((len(self.words), max(1, len(known))))
        for row, words in zip(bags, self.words, strict=True):
            row[[known[word] for word in words]] = 1
        size = bags.sum(1)
        least = np.minimum(size[:, None], size[None, :])
        return bags @ bags.T, np.maximum(least, 1), np.maximum(size[:, None] + size[None, :], 1)

    def kept(self, groups: Sequence[Sequence[int]], accused: Array) -> Table:
        """Groups of tellings: what speaks for a wrong that belongs into the record; `accused`: chances by entity."""
        shape = (len(groups),)
        rows: dict[str, list[float]] = {}
        for number, group in enumerate(groups):
            some = [self.tellings[i] for i in group]
            chances = sorted((t.chance for t in some), reverse=True)
            rules = {id(item): item for t in some for item in t.rules if isinstance(item, Charge)}
            links = np.sort(accused[number])[::-1] if accused.shape[1] else np.zeros(1)
            offence = self.classes["charge.offence"][list(group)].mean(0)
            words = max((len(self.words[i]) for i in group), default=0)
            row = {
                "model": float(odds(chances[0])),
                "model, second telling": float(odds(chances[1])) if len(chances) > 1 else -LARGEST,
                "tellings": float(np.log(len(some))),
                "told by a rule": float(bool(rules)),
                "told by rules alone": float(chances[0] == 0.0),
                "told by a rule, sure": float(bool(rules)) * float(odds(chances[0])),
                "negated by a rule": float(
                    any(isinstance(c, Charge) and c.polarity == "negated" for c in rules.values())
                ),
                "accused, likeliest": float(odds(links[0])) if len(links) else -LARGEST,
                "accused, number": float(np.log1p(links.sum())),
                "accused by a rule": float(any(c.accused for c in rules.values())),
                "offence, likeliest": float(odds(offence.max())),
                "offence other": float(odds(offence[-1])),
                "in headline": float(any(t.start < self.scene.story.headline for t in some)),
                "only in headline": float(all(t.start < self.scene.story.headline for t in some)),
                "first told": float(np.log1p(min(t.start for t in some))) / 3,
                "words": float(np.log1p(words)),
                "one word": float(words <= 1),
            }
            for name, value in row.items():
                rows.setdefault(name, []).append(value)
        if not groups:
            return Table.of(shape, dict.fromkeys(KEPT, 0.0))
        return Table.of(shape, rows)

    def stages(self, groups: Sequence[Sequence[int]]) -> Table:
        """Groups of tellings: what speaks for each stage."""
        told = {k: max((t.chance for t in self.scene.found.act if t.kind == k), default=0.0) for k in ACTS}
        column = [max((told[act] for act in OF_STAGE[stage]), default=0.0) for stage in STATUSES]
        return self._classed(groups, "charge.status", "status", STATUSES, {"act of that stage": odds(column)[None, :]})

    def offences(self, groups: Sequence[Sequence[int]]) -> Table:
        """Groups of tellings: what speaks for each offence."""
        return self._classed(groups, "charge.offence", "offence", OFFENCES, {})

    def _classed(
        self, groups: Sequence[Sequence[int]], head: str, field: str, choices: Sequence[str], more: dict[str, Array]
    ) -> Table:
        tellings = [[self.tellings[i] for i in group] for group in groups]
        weights = [np.array([0.05 + t.chance for t in group]) for group in tellings]
        seen = self.classes[head]
        mean = [(seen[list(g)] * w[:, None]).sum(0) / w.sum() for g, w in zip(groups, weights, strict=True)]
        most = [seen[list(g)].max(0) for g in groups]
        said = [{_stage(getattr(r, field)) for t in group for r in t.rules} for group in tellings]
        return chosen(choices, mean, said, {"model, once": shaped(most, choices)} | more)


KEPT = (
    "model", "model, second telling", "tellings", "told by a rule", "told by rules alone", "told by a rule, sure",
    "negated by a rule", "accused, likeliest", "accused, number", "accused by a rule", "offence, likeliest",
    "offence other", "in headline", "only in headline", "first told", "words", "one word",
)  # fmt: skip


def _stage(status: str) -> str:
    return "convicted" if status == "liable" else status


def _text(scene: Scene, telling: Telling) -> str:
    return " ".join(scene.story.words[telling.start : telling.end])


def _cosine(x: Array) -> Array:
    size = np.maximum(np.sqrt((x * x).sum(1)), 1e-6)
    return np.asarray((x / size[:, None]) @ (x / size[:, None]).T)


@lru_cache(20_000)
def _stem(word: str) -> str:
    end = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
    return word[: len(word) - len(end)]


def content(text: str) -> Counter[str]:
    """The words of a stretch that say something, without their endings."""
    little = patterns.words("charges", "little")
    return Counter(_stem(w) for w in re.findall(r"\w+", text.casefold()) if w not in little)


def dice(a: Counter[str], b: Counter[str]) -> float:
    """How alike two bags of words are, from 0 to 1."""
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0
