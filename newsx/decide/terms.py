"""Tellings of punishments to sentences: their kind, length and stage, and on whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from newsx import dates
from newsx.case.sentences_scan import scan
from newsx.decide.bench import Bench, certain, spared
from newsx.find import Telling
from newsx.judge.answers import SPANS
from newsx.judge.items import Items
from newsx.records import Action, Sentence, SentenceStatus

ALIKE = 0.8  # a term told of one is seldom another's: several serve it only where each is this likely
ALLOWED = get_args(SentenceStatus)
KINDS, STATUS = SPANS["term.kind"], SPANS["term.status"]


def find(bench: Bench) -> list[Sentence]:
    """The punishments other than money, in text order."""
    seen = Items(bench.scene, "term")
    groups = [[i] for i in range(len(seen.tellings))]
    told = [seen.group(g) for g in groups]
    on = bench.linked("term.on", told, seen.scores(groups))
    if not groups:
        return []
    kept = bench.scales["term.kept"].chances(seen.kept(groups, on))
    kinds = bench.scales["term.kind"].chances(seen.kinds(groups, "term.kind"))
    stages = bench.scales["term.status"].chances(seen.kinds(groups, "term.status"))
    found: list[Sentence] = []
    for n, telling in sorted(enumerate(seen.tellings), key=lambda x: (-kept[x[0]], x[0])):
        if kept[n] < bench.bar("term.kept"):
            continue
        rules = [r for r in telling.rules if isinstance(r, Sentence)]
        kind = KINDS[int(kinds[n].argmax())]
        length = duration(bench, telling)
        one = Sentence(
            id="", **bench.quote(telling).model_dump(), kind=kind,
            duration=length, suspended=kind == "suspended",
            status=spared((r.status for r in rules), ALLOWED) or STATUS[int(stages[n].argmax())],
            on=tuple(r for r in bench.refs("term.on", on[n], several=ALIKE) if not r.id.startswith("agency-")),
            confidence=certain(kept[n]), evidence=bench.evidence(telling, "term"),
        )  # fmt: skip
        if not any(_again(one, other) for other in found):
            found.append(one)
    found.sort(key=lambda s: s.start)
    return [s.model_copy(update={"id": f"sentence-{n}"}) for n, s in enumerate(found, 1)]


def duration(bench: Bench, telling: Telling) -> str | None:
    """How long, as the words of the telling or the rule there say."""
    rule = next((r.duration for r in telling.rules if isinstance(r, Sentence) and r.duration), None)
    span = bench.quote(telling)
    times = [t for t in scan(bench.article.text, span.start, span.end) if t.shape == "time" and not t.ranged]
    return rule or (dates.duration(times[0].text) if times else None)


def given(terms: Sequence[Sentence], acts: Sequence[Action]) -> list[Sentence]:
    """The punishments with those who impose them, as the acts tell that carry them."""
    by = {ref.id: act.by for act in acts for ref in act.sentences if act.by}
    return [term.model_copy(update={"by": by.get(term.id, ())}) for term in terms]


def _again(one: Sentence, other: Sentence) -> bool:
    """Whether a punishment is one that stands already: of one kind and length, on nobody else."""
    if one.start < other.end and other.start < one.end:
        return True
    who = {r.id for r in one.on}, {r.id for r in other.on}
    return one.kind == other.kind and one.duration == other.duration and (not all(who) or bool(who[0] & who[1]))
