"""Annotated articles that the model has not seen to the scales of the judge: one logistic scale for each decision.

The chances must come from a model that did not learn from these articles, or the scales would trust it too much.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from newsx.decide import fines, wrongs
from newsx.decide.acts import linked as act_links
from newsx.decide.bench import Bench
from newsx.judge import scene as scenes
from newsx.judge.answers import SPANS, STATUSES
from newsx.judge.items import Items
from newsx.judge.links import links
from newsx.judge.scales import Scale
from newsx.judge.table import Array, Table
from newsx.judge.wrongs import OFFENCES, Wrongs, content, dice
from newsx.training.cases import Gold, is_same, places

PENALTY = 2e-3, 4.0  # on the square of a weight of a standardised signal: at least, and more with fewer rows
Rows = tuple[tuple[str, ...], Array, Array]  # names of signals, signals, labels


@dataclass
class Judged:
    """One annotated article on the bench, and which gold entity each of its entities is."""

    bench: Bench
    gold: Gold
    names: list[str | None]
    optional: list[bool]
    agency: list[bool | None]

    @classmethod
    def of(cls, bench: Bench, gold: Gold) -> Judged:
        names, optional, agency = [], [], []
        everyone = [(False, e) for e in gold["actors"]] + [(True, e) for e in gold["agencies"]]
        for one in bench.scene.cast.everyone:
            best = max(everyone, key=lambda e: is_same([one.name, *one.aliases], e[1]), default=None)
            fits = best is not None and is_same([one.name, *one.aliases], best[1]) > 0
            names.append(best[1]["name"] if best and fits else None)
            optional.append(bool(best and fits and best[1].get("optional")))
            agency.append(best[0] if best and fits else None)
        return cls(bench, gold, names, optional, agency)

    def wanted(self, names: Sequence[str]) -> Array:
        """Which entities are meant by these gold names."""
        return np.array([name is not None and name in names for name in self.names], dtype=np.float64)

    def text(self, telling: Any) -> str:
        return self.bench.quote(telling).text


def scales(articles: Sequence[Judged]) -> dict[str, Scale]:
    """The scales of all decisions, made in the order in which they are taken."""
    made: dict[str, Scale] = {}
    for one in articles:
        one.bench.scales = made
    for names, rows_of in STEPS:
        found: dict[str, list[Rows]] = defaultdict(list)
        for one in articles:
            for name, rows in rows_of(one):
                found[name].append(rows)
        for name in names:
            made[name] = fitted(found[name], choice=name in CHOICES)
    return made


def fitted(parts: Sequence[Rows], *, choice: bool = False) -> Scale:
    """The logistic scale that tells the labels best: of yes, or the number of the choice."""
    names = parts[0][0]
    x, y = np.concatenate([p[1] for p in parts]), np.concatenate([p[2] for p in parts])
    axes = tuple(range(x.ndim - 1))
    mean, spread = x.mean(axes), x.std(axes)
    spread[spread < 1e-6] = np.inf  # a signal that never changes weighs nothing
    z = torch.tensor((x - mean) / spread, dtype=torch.float64)
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    label = torch.tensor(y, dtype=torch.long if choice else torch.float64)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=80, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = z @ weights + bias
        told = functional.cross_entropy if choice else functional.binary_cross_entropy_with_logits
        total = told(scores, label) + (PENALTY[0] + PENALTY[1] / len(y)) * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    w = weights.detach().numpy() / spread
    return Scale(names, w, float(bias.detach()) - float(mean @ w), mean, choice)


def _rows(table: Table, labels: Array, keep: Array | None = None) -> Rows:
    labels = np.asarray(labels)
    rows, flat = table.rows.reshape(-1, *table.rows.shape[labels.ndim :]), labels.reshape(-1)
    if keep is not None:
        chosen = np.broadcast_to(keep, labels.shape).reshape(-1)
        rows, flat = rows[chosen], flat[chosen]
    return table.names, rows, flat


def cast_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Who belongs into the record, and which part they play."""
    table = scenes.cast(one.bench.scene)
    if not len(table.rows):
        return
    actors = len(one.bench.scene.cast.actors)
    right = [name is not None and one.agency[i] == (i >= actors) for i, name in enumerate(one.names)]
    yield "cast.kept", _rows(table, np.array(right, dtype=np.float64), ~np.array(one.optional))
    parts = {e["name"]: e["part"] for e in one.gold["actors"] if e.get("part")}
    known = np.array([i < actors and name in parts for i, name in enumerate(one.names)])
    labels = np.array([scenes.PLAYED.index(parts[n]) if n in parts else 0 for n in one.names])
    yield "cast.part", _rows(scenes.parts(one.bench.scene), labels, known)


def wrong_entries(one: Judged, seen: Wrongs) -> list[int | None]:
    """The gold wrong that each telling tells: by its place, else by its words."""
    text, story = one.bench.article.text, one.bench.scene.story
    spots = []
    for n, entry in enumerate(one.gold["charges"]):
        for form in [entry["text"], *entry.get("also", [])]:
            spots += [(*at, n) for at in (story.words_at(*p) for p in places(text, form)) if at]
    found: list[int | None] = []
    for t in seen.tellings:
        shared = [(min(t.end, b) - max(t.start, a), -abs((b - a) - (t.end - t.start)), n) for a, b, n in spots]
        most = max(shared, default=(0, 0, 0))
        if 2 * most[0] > t.end - t.start:
            found.append(most[2])
            continue
        words = content(one.text(t))
        alike = [(_alike(words, entry), -n) for n, entry in enumerate(one.gold["charges"])]
        chance, n = max(alike, default=(0.0, 0))
        found.append(-n if chance >= 0.5 else None)
    return found


def _alike(words: Counter[str], entry: Gold) -> float:
    return max(dice(words, content(form)) for form in [entry["text"], *entry.get("also", [])])


def same_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which tellings tell one wrong."""
    seen = Wrongs(one.bench.scene)
    entries = wrong_entries(one, seen)
    if len(entries) < 2:
        return
    keep = np.array(
        [[a is not None and b is not None and i < k for k, b in enumerate(entries)] for i, a in enumerate(entries)]
    )
    labels = np.array([[float(a == b) for b in entries] for a in entries])
    yield "charge.same", _rows(seen.pairs(), labels, keep)


def wrong_links(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Who is accused, who brings it, whose word it is."""
    seen = Wrongs(one.bench.scene)
    entries, groups = wrong_entries(one, seen), wrongs.grouped(one.bench, seen)
    groups = [g for g in groups if entries[wrongs.leading(seen, g)] is not None]
    golds = [one.gold["charges"][entries[wrongs.leading(seen, g)] or 0] for g in groups]
    yield from _link_rows(one, "charge", [[seen.tellings[i] for i in g] for g in groups], golds,
                          wrongs.best(seen.linked, groups, len(one.names)))  # fmt: skip


FIELDS = {"payers": "payer"}  # ours → gold's


def _link_rows(
    one: Judged, kind: str, told: Sequence[Any], golds: Sequence[Gold], scores: dict[str, Array]
) -> Iterator[tuple[str, Rows]]:
    if not told or not one.names:
        return
    for name in scores:
        field = FIELDS.get(name.split(".")[1], name.split(".")[1])
        known = [n for n, g in enumerate(golds) if not g.get("optional") and (field in g or one.gold.get("v") == 2)]
        if known:
            table = links(
                one.bench.scene,
                [told[n] for n in known],
                {k: v[known] for k, v in scores.items()},
                name,
                name.split(".")[1],
            )
            yield name, _rows(table, np.array([one.wanted(golds[n].get(field, [])) for n in known]))


def wrong_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which groups of tellings are wrongs of the record, their stage and offence."""
    seen = Wrongs(one.bench.scene)
    groups = wrongs.grouped(one.bench, seen)
    if not groups:
        return
    scores = wrongs.best(seen.linked, groups, len(one.names))
    accused = one.bench.linked("charge.accused", [[seen.tellings[i] for i in g] for g in groups], scores)
    leads = [seen.tellings[wrongs.leading(seen, g)] for g in groups]
    words = [content(one.text(t)) for t in leads]
    fits = np.array([[_alike(w, e) for e in one.gold["charges"]] for w in words]).reshape(len(groups), -1)
    paired = assigned(np.where(fits >= 0.5, fits, 0))
    doubtful = np.array([_doubt(fits[n], paired.get(n), one.gold["charges"]) for n in range(len(groups))])
    yield (
        "charge.kept",
        _rows(seen.kept(groups, accused), np.array([float(n in paired) for n in range(len(groups))]), ~doubtful),
    )
    sure = [n for n in paired if not one.gold["charges"][paired[n]].get("optional")]
    if sure:
        some = [groups[n] for n in sure]
        golds = [one.gold["charges"][paired[n]] for n in sure]
        yield "charge.status", _rows(seen.stages(some), np.array([STATUSES.index(g["status"]) for g in golds]))
        yield "charge.offence", _rows(seen.offences(some), np.array([OFFENCES.index(g["offence"]) for g in golds]))


def _doubt(fits: Array, pair: int | None, golds: Sequence[Gold]) -> bool:
    if pair is not None:
        return bool(golds[pair].get("optional"))
    return any(f >= 0.5 and g.get("optional") for f, g in zip(fits, golds, strict=True))


def assigned(fits: Array) -> dict[int, int]:
    """Pairs of rows and columns, the best fits first, each once."""
    cells = sorted((-fits[i, k], k, i) for i in range(fits.shape[0]) for k in range(fits.shape[1]) if fits[i, k] > 0)
    found: dict[int, int] = {}
    for _, k, i in cells:
        if i not in found and k not in found.values():
            found[i] = k
    return found


def _spot(one: Judged, entry: Gold) -> tuple[int, int] | None:
    """The words where a gold item is told."""
    text = one.bench.article.text
    start = text.find(entry["at"]) if entry.get("at") else text.find(entry["text"])
    start += entry["at"].find(entry["text"]) if entry.get("at") and start >= 0 else 0
    return one.bench.scene.story.words_at(start, start + len(entry["text"])) if start >= 0 else None


def _there(one: Judged, tellings: Sequence[Any], entries: Sequence[Gold], field: str) -> dict[int, int]:
    """Of tellings and gold items those that share words and kind, which gold keeps in a field."""
    found: dict[int, int] = {}
    for n, entry in enumerate(entries):
        spot = _spot(one, entry)
        for i, t in enumerate(tellings):
            if spot and t.kind == entry[field] and t.start < spot[1] and spot[0] < t.end:
                found.setdefault(i, n)
    return found


def act_link_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Who acts, who is acted on, and whether it happened."""
    seen = Items(one.bench.scene, "act")
    there = _there(one, seen.tellings, one.gold["actions"], "type")
    groups = [[i] for i in there]
    golds = [one.gold["actions"][n] for n in there.values()]
    yield from _link_rows(one, "act", [seen.group(g) for g in groups], golds, seen.scores(groups))
    if groups and one.gold.get("v") == 2:
        labels = [SPANS["act.modality"].index(g.get("modality", "actual")) for g in golds]
        yield "act.modality", _rows(seen.kinds(groups, "act.modality"), np.array(labels))


def act_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which acts belong into the record."""
    seen = Items(one.bench.scene, "act")
    if not seen.tellings:
        return
    by, on = act_links(one.bench, seen)
    there = _there(one, seen.tellings, one.gold["actions"], "type")
    fits = np.zeros((len(seen.tellings), len(one.gold["actions"])))
    for i, t in enumerate(seen.tellings):
        for n, g in enumerate(one.gold["actions"]):
            if t.kind == g["type"] and _hit(one, by[i], g.get("by", [])) and _hit(one, on[i], g.get("on", [])):
                fits[i, n] = 0.5 + t.chance / 4 + (there.get(i) == n)
    paired = assigned(fits)
    doubtful = np.array([
        bool(one.gold["actions"][paired[i]].get("optional")) if i in paired
        else any(fits[i, n] and g.get("optional") for n, g in enumerate(one.gold["actions"]))
        for i in range(len(seen.tellings))
    ])  # fmt: skip
    labels = np.array([float(i in paired) for i in range(len(seen.tellings))])
    yield "act.kept", _rows(seen.acts({"act.by": by, "act.on": on}), labels, ~doubtful)


def _hit(one: Judged, chances: Array, wanted: Sequence[str]) -> bool:
    """Whether one of those whom a link leads to is wanted; everything fits where nobody is."""
    return not wanted or any(c >= 0.5 and name in wanted for c, name in zip(chances, one.names, strict=True))


def sum_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which sums are fines, of which kind and stage, who pays, and to whom."""
    seen = Items(one.bench.scene, "sum")
    groups, golds = _fines(one, seen)
    if not groups:
        return
    told, scores = [seen.group(g) for g in groups], seen.scores(groups)
    known = [n for n, g in enumerate(golds) if g is not None and not g.get("optional")]
    right = [golds[n] or {} for n in known]
    yield from _link_rows(one, "sum", [told[n] for n in known], right, {k: v[known] for k, v in scores.items()})
    for head, field in (("sum.status", "status"), ("sum.kind", "kind")):
        if known:
            table = seen.kinds([groups[n] for n in known], head)
            yield head, _rows(table, np.array([SPANS[head].index(g[field]) for g in right]))


def _fines(one: Judged, seen: Items) -> tuple[list[list[int]], list[Gold | None]]:
    """The sums with an amount, and the gold fine that each is."""
    sums = [(worth, group) for worth, group in fines.grouped(one.bench, seen) if worth[0] is not None]
    golds: list[Gold | None] = []
    for worth, group in sums:
        amounts = {worth, *((m.amount, m.currency) for i in group for m in seen.tellings[i].equivalents if m.amount)}
        golds.append(next((g for g in one.gold["fines"] if _is_sum(amounts, g)), None))
    return [group for _, group in sums], golds


def _is_sum(amounts: set[Any], gold: Gold) -> bool:
    for entry in [gold, *gold.get("also_amounts", [])]:
        wanted = float(entry["amount"])
        if any(c == entry["currency"] and abs(float(a) - wanted) <= 0.005 * wanted for a, c in amounts):
            return True
    return False


def sum_kept_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which sums are fines at all."""
    seen = Items(one.bench.scene, "sum")
    groups, golds = _fines(one, seen)
    if not groups:
        return
    payers = one.bench.linked("sum.payers", [seen.group(g) for g in groups], seen.scores(groups))
    labels = [float(gold is not None) for gold in golds]
    keep = [gold is None or not gold.get("optional") for gold in golds]
    yield "sum.kept", _rows(seen.kept(groups, payers), np.array(labels), np.array(keep))


def term_link_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """On whom a punishment is, and what it is."""
    seen, paired = _terms(one)
    sure = {i: n for i, n in paired.items() if not one.gold["sentences"][n].get("optional")}
    groups, golds = [[i] for i in sure], [one.gold["sentences"][n] for n in sure.values()]
    yield from _link_rows(one, "term", [seen.group(g) for g in groups], golds, seen.scores(groups))
    for head, field in (("term.kind", "kind"), ("term.status", "status")):
        fit = [k for k, g in enumerate(golds) if g.get(field) in SPANS[head]]
        if fit:
            table = seen.kinds([groups[k] for k in fit], head)
            yield head, _rows(table, np.array([SPANS[head].index(golds[k][field]) for k in fit]))


def term_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which punishments belong into the record."""
    seen, paired = _terms(one)
    if not seen.tellings or one.gold.get("v") != 2:
        return
    groups = [[i] for i in range(len(seen.tellings))]
    on = one.bench.linked("term.on", [seen.group(g) for g in groups], seen.scores(groups))
    labels = np.array([float(i in paired) for i in range(len(groups))])
    keep = np.array(
        [not (i in paired and one.gold["sentences"][paired[i]].get("optional")) for i in range(len(groups))]
    )
    yield "term.kept", _rows(seen.kept(groups, on), labels, keep)


def _terms(one: Judged) -> tuple[Items, dict[int, int]]:
    seen = Items(one.bench.scene, "term")
    golds = one.gold.get("sentences", [])
    fits = np.zeros((len(seen.tellings), len(golds)))
    for n, g in enumerate(golds):
        spot = _spot(one, g)
        for i, t in enumerate(seen.tellings):
            alike = _alike(content(one.text(t)), g)
            here = bool(spot and t.start < spot[1] and spot[0] < t.end)
            fits[i, n] = (alike if alike >= 0.5 else 0.4 * here) + here
    return seen, assigned(fits)


def answer_link_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Who answers."""
    seen = Items(one.bench.scene, "response")
    there = _there(one, seen.tellings, one.gold.get("responses", []), "kind")
    groups, golds = [[i] for i in there], [one.gold["responses"][n] for n in there.values()]
    yield from _link_rows(one, "response", [seen.group(g) for g in groups], golds, seen.scores(groups))


def answer_rows(one: Judged) -> Iterator[tuple[str, Rows]]:
    """Which answers belong into the record."""
    seen = Items(one.bench.scene, "response")
    if not seen.tellings or one.gold.get("v") != 2:
        return
    groups = [[i] for i in range(len(seen.tellings))]
    party = one.bench.linked("response.party", [seen.group(g) for g in groups], seen.scores(groups))
    labels, keep = [], []
    for i, t in enumerate(seen.tellings):
        own = [g for g in one.gold["responses"] if g["kind"] == t.kind and _hit(one, party[i], g["party"])]
        labels.append(float(any(not g.get("optional") for g in own)))
        keep.append(not own or labels[-1] > 0)
    yield "response.kept", _rows(seen.kept(groups, party), np.array(labels), np.array(keep))


CHOICES = frozenset({
    "cast.part", "charge.status", "charge.offence", "act.modality", "sum.status", "sum.kind", "term.kind",
    "term.status",
})  # fmt: skip
STEPS: tuple[tuple[tuple[str, ...], Callable[[Judged], Iterator[tuple[str, Rows]]]], ...] = (
    (("cast.kept", "cast.part"), cast_rows),
    (("charge.same",), same_rows),
    (("charge.accused", "charge.by", "charge.asserted_by"), wrong_links),
    (("charge.kept", "charge.status", "charge.offence"), wrong_rows),
    (("act.by", "act.on", "act.modality"), act_link_rows),
    (("act.kept",), act_rows),
    (("sum.payers", "sum.by", "sum.status", "sum.kind"), sum_rows),
    (("sum.kept",), sum_kept_rows),
    (("term.on", "term.kind", "term.status"), term_link_rows),
    (("term.kept",), term_rows),
    (("response.party",), answer_link_rows),
    (("response.kept",), answer_rows),
)
