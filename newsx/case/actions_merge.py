"""Acts told one by one to acts in the world: one entry for one act, and what a telling leaves out filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsx import patterns
from newsx.case.actions_triggers import PACK, Hit
from newsx.entities.cast import Cast
from newsx.records import Modality, Ref

ALIKE = ({"raid", "search"},)  # types under which one act may be told


@dataclass(frozen=True, slots=True)
class Act:
    """One telling of an act, or several that were merged: `told` has their triggers, the fullest first."""

    type: str
    told: tuple[Hit, ...]
    by: tuple[Ref, ...]
    on: tuple[Ref, ...]
    modality: Modality = "actual"
    direct: bool = True

    @property
    def hit(self) -> Hit:
        return self.told[0]


def merge(acts: Sequence[Act]) -> list[Act]:
    """One act for all tellings of one, in the order of the first."""
    merged: list[Act] = []
    for act in acts:
        place = next((i for i, other in enumerate(merged) if _same(other, act)), None)
        if place is None:
            merged.append(act)
        else:
            merged[place] = _joined(merged[place], act)
    return merged


def _same(a: Act, b: Act) -> bool:
    """Whether two tellings may be of one act: the kind fits, and no party speaks against it."""
    if a.type != b.type and not any({a.type, b.type} <= kinds for kinds in ALIKE):
        return False
    if "negated" in {a.modality, b.modality} and a.modality != b.modality:
        return False
    return _compatible(a.by, b.by) and _compatible(a.on, b.on)


def _compatible(a: tuple[Ref, ...], b: tuple[Ref, ...]) -> bool:
    return not a or not b or bool({r.id for r in a} & {r.id for r in b})


def _joined(a: Act, b: Act) -> Act:
    """The fuller telling leads; the other completes it. What happened outweighs what may."""
    full, other = (b, a) if _fullness(b) > _fullness(a) else (a, b)
    return replace(
        full,
        type=a.type,
        told=(*full.told, *other.told),
        by=_union(a.by, b.by),
        on=_union(a.on, b.on),
        modality="actual" if "actual" in {a.modality, b.modality} else full.modality,
        direct=a.direct or b.direct,
    )


def _fullness(act: Act) -> tuple[bool, int]:
    return act.modality == "actual", bool(act.by) + bool(act.on)


def _union(a: tuple[Ref, ...], b: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple({r.id: r for r in (*a, *b)}.values())


def complete(acts: Sequence[Act], cast: Cast) -> list[Act]:
    """Fill in the doer or the one concerned where the text leaves no doubt who it is."""
    return [_with_target(_with_doer(act, cast), acts, cast) for act in acts]


def _with_doer(act: Act, cast: Cast) -> Act:
    kinds = _kinds(act.type)
    if act.by or not kinds:
        return act
    fit = {a.id for a in cast.agencies if a.kind in kinds}
    sentence = act.hit.head.sent
    near = [r for r in cast.within(sentence.start_char, sentence.end_char) if r.id in fit]
    everywhere = [cast.ref(i) for i in sorted(fit)]
    for found in (near, everywhere):
        if len(found) == 1:
            return replace(act, by=(found[0],), on=tuple(r for r in act.on if r.id != found[0].id))
    return act


def _with_target(act: Act, acts: Sequence[Act], cast: Cast) -> Act:
    if act.on or not act.hit.entry.get("on"):
        return act
    taken = {r.id for r in act.by}
    sentence = act.hit.head.sent
    named = cast.within(sentence.start_char, sentence.end_char)
    near = [r for r in named if not cast.is_agency(r) and r.id not in taken]
    if len(near) == 1:
        return replace(act, on=tuple(near))
    before = [a for a in acts if a.on and a.hit.start < act.hit.start and _compatible(a.by, act.by)]
    return replace(act, on=before[-1].on) if before else act


def _kinds(type: str) -> frozenset[str]:
    """The kinds of body that do acts of a type; none where it is the parties' act."""
    kinds = {e["id"]: e["phrases"] for e in patterns.load(PACK) if e["id"].startswith("kinds-")}
    return frozenset(kinds.get(f"kinds-{type}", ()))
