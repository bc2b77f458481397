"""Acts that leave a party out to acts that name it, where the rest of the article leaves no doubt who it is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsx import patterns
from newsx.case.actions_merge import Act
from newsx.case.actions_triggers import PACK
from newsx.entities.cast import Cast
from newsx.records import Ref

FROM_THE_STORY = frozenset({"investigation", "raid", "search", "arrest", "charge", "summons", "seizure", "detention"})
FROM_THE_SUIT = {"settlement": ("lawsuit", "investigation", "charge"), "dismissal": ("lawsuit",), "testimony": ("trial",)}


def complete(acts: Sequence[Act], cast: Cast) -> list[Act]:
    """Fill in the doer, then the one concerned; an act of which the text names neither must get both to stay."""
    named = [_with_target(_with_doer(act, acts, cast), acts) for act in acts]
    return [act for act in named if (act.by or act.on) if act.direct or (act.by and act.on)]


def _with_doer(act: Act, acts: Sequence[Act], cast: Cast) -> Act:
    if act.by:
        return act
    earlier = [a for a in acts if a.type in FROM_THE_SUIT.get(act.type, ()) and a.by and _meet(a.on, act.on)]
    if earlier and act.type == "settlement":
        return replace(act, by=earlier[0].by)
    fit = {a.id for a in cast.agencies if a.kind in _kinds(act.type)}
    sentence = act.hit.head.sent
    near = [r for r in cast.within(sentence.start_char, sentence.end_char) if r.id in fit]
    for found in (near, [cast.ref(i) for i in sorted(fit)]):
        if len(found) == 1:
            return replace(act, by=(found[0],), on=tuple(r for r in act.on if r.id != found[0].id))
    return act


def _with_target(act: Act, acts: Sequence[Act]) -> Act:
    if act.on or not act.hit.entry.get("on"):
        return act
    kinds = FROM_THE_SUIT.get(act.type, tuple(FROM_THE_STORY) if act.type in FROM_THE_STORY else ())
    fit = [a for a in acts if a.type in kinds and a.on and a is not act]
    same = [a for a in fit if _meet(a.by, act.by)]
    before = [a for a in same or fit if a.hit.start < act.hit.start] or same or fit
    taken = {r.id for r in act.by}
    on = tuple(r for r in before[-1].on if r.id not in taken) if before else ()
    return replace(act, on=on, weak=True)


def _meet(a: tuple[Ref, ...], b: tuple[Ref, ...]) -> bool:
    return bool({r.id for r in a} & {r.id for r in b})


@cache
def _kinds(type: str) -> frozenset[str]:
    """The kinds of body that do acts of a type; none where it is the parties' act."""
    entries = {e["id"]: e["phrases"] for e in patterns.load(PACK) if e["id"].startswith("kinds-")}
    return frozenset(entries.get(f"kinds-{type}", ()))
