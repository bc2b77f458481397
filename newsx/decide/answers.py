"""Tellings of answers to the responses of charges: each party's answer once, with the charges that it answers."""

from __future__ import annotations

from collections.abc import Sequence

from newsx.decide.bench import Bench, certain
from newsx.judge.items import Items
from newsx.records import Action, Charge, Ref, Response


def find(bench: Bench) -> list[Response]:
    """The answers, the surest telling of each party and kind."""
    seen = Items(bench.scene, "response")
    groups = [[i] for i in range(len(seen.tellings))]
    told = [seen.group(g) for g in groups]
    party = bench.linked("response.party", told, seen.scores(groups))
    if not groups:
        return []
    kept = bench.scales["response.kept"].chances(seen.kept(groups, party))
    found: dict[tuple[str, str], Response] = {}
    for n in sorted(range(len(groups)), key=lambda n: (not seen.tellings[n].rules, -kept[n], n)):
        if kept[n] < bench.bar("response.kept") or not party.shape[1]:
            continue
        telling = seen.tellings[n]
        for who in bench.refs("response.party", party[n]):
            one = Response(
                **bench.quote(telling).model_dump(),
                party=who,
                kind=telling.kind,  # type: ignore[arg-type]  # a test holds the heads to the vocabulary
                confidence=certain(kept[n]),
            )
            if not any(_over(one, other) for other in found.values()):
                found.setdefault((who.id, telling.kind), one)
    return sorted(found.values(), key=lambda r: (r.start, r.party.id if r.party else ""))


def given(charges: Sequence[Charge], answers: Sequence[Response], acts: Sequence[Action]) -> list[Charge]:
    """The charges with the answers of those whom they accuse, each pointing at its act of denial."""
    made = []
    for charge in charges:
        accused = {r.id for r in charge.accused}
        own = tuple(_with_act(a, acts) for a in answers if a.party and a.party.id in accused)
        denied = any(a.kind == "denial" for a in own) and charge.polarity == "affirmed"
        made.append(charge.model_copy(update={"responses": own, "polarity": "denied" if denied else charge.polarity}))
    return made


def _with_act(answer: Response, acts: Sequence[Action]) -> Response:
    """An answer with the act that is the same denial or plea."""
    for act in acts:
        by = {r.id for r in act.by}
        whose = act.type in {"denial", "plea", "appeal"} and answer.party and answer.party.id in by
        if whose and act.start < answer.end and answer.start < act.end:
            return answer.model_copy(update={"action": Ref(id=act.id, name=act.text)})
    return answer


def _over(one: Response, other: Response) -> bool:
    """Whether these words of a party are told as another answer already: "pleaded not guilty" admits nothing."""
    same = one.party and other.party and one.party.id == other.party.id
    return bool(same) and one.start < other.end and other.start < one.end
