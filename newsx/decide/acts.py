"""Tellings of acts to actions: who did what to whom, each once."""

from __future__ import annotations

from collections.abc import Sequence

from newsx.decide.bench import Bench, certain
from newsx.judge.answers import SPANS
from newsx.judge.items import Items
from newsx.judge.table import Array
from newsx.records import Action, Charge, Fine, Link, Modality, Ref, Sentence, Span

MODALITY = SPANS["act.modality"]
NAMES_NO_CHARGE = frozenset({"resignation", "statement", "extradition", "appeal", "sanction", "seizure", "release"})
CARRIES_MONEY = frozenset({"fine", "settlement", "sentence", "ruling", "seizure", "release"})


def find(bench: Bench, charges: Sequence[Charge], fines: Sequence[Fine], terms: Sequence[Sentence]) -> list[Action]:
    """The acts, in the order in which the article tells them."""
    seen = Items(bench.scene, "act")
    by, on = linked(bench, seen)
    if not seen.tellings:
        return []
    kept = bench.scales["act.kept"].chances(seen.acts({"act.by": by, "act.on": on}))
    moods = bench.scales["act.modality"].chances(seen.kinds([[i] for i in range(len(seen.tellings))], "act.modality"))
    found: list[Action] = []
    told: set[int] = set()  # words that tell an act already: one trigger tells one
    for n in sorted(range(len(seen.tellings)), key=lambda n: (-kept[n], n)):
        telling = seen.tellings[n]
        if kept[n] < bench.bar("act.kept") or not told.isdisjoint(range(telling.start, telling.end)):
            continue
        told.update(range(telling.start, telling.end))
        doers, targets = bench.refs("act.by", by[n], not_=on[n]), bench.refs("act.on", on[n], not_=by[n])
        modality: Modality = MODALITY[int(moods[n].argmax())]
        near = (*doers, *targets)
        ids = {r.id for r in targets} | {r.id for r in doers}
        found.append(
            Action(
                id="", **bench.quote(telling).model_dump(), type=telling.kind,  # type: ignore[arg-type]  # a test holds the heads to the vocabulary
                by=doers, on=targets,
                dates=bench.when(telling),
                charges=() if telling.kind in NAMES_NO_CHARGE else _beside(bench, n, seen, charges, ids, "accused"),
                fines=_beside(bench, n, seen, fines, ids, "payers") if telling.kind in CARRIES_MONEY else (),
                sentences=_beside(bench, n, seen, terms, ids, "on") if telling.kind == "sentence" else (),
                modality=modality, asserted_by=_word(bench, telling, near),
                confidence=certain(kept[n]), evidence=bench.evidence(telling, "act"),
            )
        )  # fmt: skip
    found.sort(key=lambda a: (a.start, a.end, a.type))
    return [a.model_copy(update={"id": f"action-{n}"}) for n, a in enumerate(found, 1)]


def linked(bench: Bench, seen: Items) -> tuple[Array, Array]:
    """The chances of who acts and who is acted on: acts × entities."""
    groups = [[i] for i in range(len(seen.tellings))]
    told, scores = [seen.group(g) for g in groups], seen.scores(groups)
    return bench.linked("act.by", told, scores), bench.linked("act.on", told, scores)


def _word(bench: Bench, telling: object, parties: Sequence[Link]) -> tuple[Link, ...]:
    from newsx import clauses_speech

    token = bench.doc[bench.scene.story.tokens[telling.start]]  # type: ignore[attr-defined]
    taken = {r.id for r in parties}
    return tuple(r for r in clauses_speech.asserted_by(token, bench.scene.cast) if r.id not in taken)


def _beside(bench: Bench, n: int, seen: Items, items: Sequence[Span], ids: set[str], field: str) -> tuple[Ref, ...]:
    """The items told in the sentence of an act, on one of its parties where they name any."""
    sentence = bench.scene.story.sentence[seen.tellings[n].start]
    found = []
    for item in items:
        whose = {r.id for r in getattr(item, field)}
        if sentence in bench.sentences(item) and (not whose or not ids or whose & ids):
            found.append(Ref(id=item.id, name=item.text))  # type: ignore[attr-defined]
    return tuple(found)
