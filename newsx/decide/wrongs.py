"""Tellings of wrongs to charges: one wrong once, with its stage, those accused, and who brings it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import numpy as np

from newsx.decide.bench import Bench, certain
from newsx.judge.answers import STATUSES
from newsx.judge.table import Array
from newsx.judge.wrongs import OFFENCES, Wrongs
from newsx.records import Charge, ChargeStatus, Link

GUILT = frozenset({"convicted", "admitted", "settled"})
CLEARED = frozenset({"acquitted", "dismissed"})
PROVEN, TOLD = 0.45, 0.4  # how likely guilt, and the wrong itself, must be for guilt to be told
CRIMINAL = frozenset({"court", "prosecutor", "police", "legislature"})


def find(bench: Bench) -> list[Charge]:
    """The charges, in the order in which the article first tells them; their answers are added later."""
    seen = Wrongs(bench.scene)
    groups = grouped(bench, seen)
    told = [[seen.tellings[i] for i in g] for g in groups]
    scores = best(seen.linked, groups, len(bench.scene.ids))
    accused = bench.linked("charge.accused", told, scores)
    by = bench.linked("charge.by", told, scores)
    word = bench.linked("charge.asserted_by", told, scores)
    kept = bench.scales["charge.kept"].chances(seen.kept(groups, accused)) if groups else np.zeros(0)
    stages = bench.scales["charge.status"].chances(seen.stages(groups)) if groups else np.zeros((0, len(STATUSES)))
    kinds = bench.scales["charge.offence"].chances(seen.offences(groups)) if groups else np.zeros((0, len(OFFENCES)))
    found = []
    for n, group in enumerate(groups):
        if kept[n] < bench.bar("charge.kept"):
            continue
        lead = seen.tellings[leading(seen, group)]
        others = [seen.tellings[i] for i in group if seen.tellings[i] is not lead]
        bringing = bench.refs("charge.by", by[n], not_=accused[n])
        status = stage(stages[n], kept[n], {r.status for i in group for r in seen.tellings[i].rules})  # type: ignore[attr-defined]
        rules = [r for t in (lead, *others) for r in t.rules if isinstance(r, Charge)]
        found.append(
            Charge(
                id="", **bench.quote(lead).model_dump(),
                offence=OFFENCES[int(kinds[n].argmax())],
                iccs=next((r.iccs for r in rules if r.iccs), None),
                status=_decided(bench, seen, group, status, bringing),
                accused=_tried(bench, status, bench.refs("charge.accused", accused[n], not_=by[n])),
                by=bringing,
                asserted_by=bench.refs("charge.asserted_by", word[n]),
                dates=bench.when(lead),
                mentions=tuple(bench.quote(t) for t in sorted(others, key=lambda t: t.start)),
                confidence=certain(kept[n]),
                evidence=bench.evidence(lead, "charge"),
            )
        )  # fmt: skip
    found.sort(key=lambda c: min(s.start for s in (c, *c.mentions)))
    return [c.model_copy(update={"id": f"charge-{n}"}) for n, c in enumerate(found, 1)]


def _tried(bench: Bench, status: str, accused: tuple[Link, ...]) -> tuple[Link, ...]:
    """The accused without the courts that tried them."""
    courts = {a.id for a in bench.scene.cast.agencies if a.kind == "court"}
    return tuple(r for r in accused if r.id not in courts) if status in {"convicted", "acquitted"} else accused


def stage(chances: Array, kept: float, said: Set[str]) -> ChargeStatus:
    """The likeliest stage; guilt only where it is likely, and the wrong too; never where a rule sees it cleared."""
    cleared = [status for status in STATUSES if status in CLEARED & said]
    if cleared:
        ended: ChargeStatus = cleared[0]
        return ended
    order = sorted(range(len(STATUSES)), key=lambda i: (-chances[i], i))
    sure = (i for i in order if STATUSES[i] not in GUILT or (chances[i] >= PROVEN and kept >= TOLD))
    found: ChargeStatus = STATUSES[next(sure)]
    return found


def grouped(bench: Bench, seen: Wrongs) -> list[list[int]]:
    """The tellings of one wrong together: the surest first, each later one with the group that it fits best."""
    if not seen.tellings:
        return []
    same = bench.scales["charge.same"].chances(seen.pairs())
    groups: list[list[int]] = []
    member = np.zeros_like(same)  # tellings × groups
    of_rule: dict[int, int] = {}
    for i in sorted(range(len(seen.tellings)), key=lambda i: (not seen.tellings[i].rules, -seen.tellings[i].chance, i)):
        rules = [id(rule) for rule in seen.tellings[i].rules]
        fits = same[i] @ member[:, : len(groups)] / np.maximum(member[:, : len(groups)].sum(0), 1)
        home = next((of_rule[rule] for rule in rules if rule in of_rule), None)
        if home is None and len(fits) and fits.max() >= bench.cut.get("charge.same", 0.5):
            home = int(fits.argmax())
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(i)
        member[i, home] = 1
        of_rule |= dict.fromkeys(rules, home)
    return groups


def best(linked: dict[str, Array], groups: Sequence[Sequence[int]], size: int) -> dict[str, Array]:
    """The log odds of the links of each group: the best of its tellings."""
    return {
        name: np.array([scores[list(g)].max(0) for g in groups]).reshape(len(groups), size)
        for name, scores in linked.items()
    }


def leading(seen: Wrongs, group: Sequence[int]) -> int:
    """The telling that names the wrong best: the one that a rule leads with, else the surest."""
    leads = [i for i in group if any(_is_lead(rule, seen, i) for rule in seen.tellings[i].rules)]
    return max(leads or group, key=lambda i: (seen.tellings[i].chance, -i))


def _is_lead(rule: Any, seen: Wrongs, i: int) -> bool:
    """Whether a rule's item stands at the place of a telling, and does not only mention it there."""
    story, telling = seen.scene.story, seen.tellings[i]
    return bool(story.starts[telling.start] <= rule.start < story.ends[telling.end - 1])


def _decided(
    bench: Bench, seen: Wrongs, group: Sequence[int], status: ChargeStatus, by: Sequence[Link]
) -> ChargeStatus:
    """A breach that regulators or civil courts found is no conviction."""
    if status != "convicted":
        return status
    kinds = {a.kind for a in bench.scene.cast.agencies if a.id in {r.id for r in by}}
    if kinds:
        return "convicted" if kinds & CRIMINAL else "liable"
    return "liable" if seen.classes["charge.decided"][list(group), 1].mean() > 0.5 else "convicted"
