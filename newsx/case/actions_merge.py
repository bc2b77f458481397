"""Acts told one by one to acts in the world: one entry for one act, and what a telling leaves out filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsx import patterns
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import OFFICIAL, Hit
from newsx.records import Link, Modality

ALIKE = ({"raid", "search"},)  # types under which one act may be told


@dataclass(frozen=True, slots=True)
class Act:
    """One telling of an act, or several that were merged: `told` has their triggers, the fullest first."""

    type: str
    told: tuple[Hit, ...]
    by: tuple[Link, ...]
    on: tuple[Link, ...]
    modality: Modality = "actual"
    direct: bool = True  # its own clause names a party
    weak: bool = False  # whom it concerns is a guess that a better telling may replace
    closed: bool = False  # it concerns somebody who is not in the cast
    stranger: bool = False  # somebody who is not in the cast does it

    @property
    def hit(self) -> Hit:
        return self.told[0]


def merge(acts: Sequence[Act]) -> list[Act]:
    """One act for all tellings of one, in the order of the first."""
    merged: list[Act] = []
    kinds: dict[str, _Alike] = {}
    for act in acts:
        alike = kinds.setdefault(_kind(act.type), _Alike())
        fit = [i for i in alike.near(act) if _same(merged[i], act)]
        if fit:
            place = max(fit, key=lambda i: (_shared(merged[i].on, act.on), _shared(merged[i].by, act.by), i))
            merged[place] = _joined(merged[place], act)
        else:
            place = len(merged)
            merged.append(act)
        alike.add(place, merged[place])
    return merged


@dataclass(slots=True)
class _Alike:
    """The acts of one kind so far, by number: every one, those on nobody, on one described, of each party."""

    every: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)
    described: set[int] = field(default_factory=set)
    parties: dict[str, set[int]] = field(default_factory=dict)

    def add(self, number: int, act: Act) -> None:
        self.every.add(number)
        if not act.on:
            self.open.add(number)
        elif len(act.on) == 1 and _described(act.on[0]):
            self.described.add(number)
        for ref in (*act.by, *act.on):
            self.parties.setdefault(ref.id, set()).add(number)

    def near(self, act: Act) -> set[int]:
        """The acts that may be the same as one more: no other passes `_same`."""
        if not act.on:
            return self.every
        introduced = self.described if len(act.on) == 1 and not _described(act.on[0]) else ()
        return self.open.union(introduced, *(self.parties.get(r.id, ()) for r in (*act.by, *act.on)))


def _kind(type: str) -> str:
    return next((min(types) for types in ALIKE if type in types), type)


def _same(a: Act, b: Act) -> bool:
    """Whether two tellings of a kind may be of one act: no party speaks against it."""
    same_on = _compatible(a.on, b.on) or ((a.weak or b.weak) and bool(_shared(a.by, b.by)))
    same_on = same_on or _introduces(a, b, a.on, b.on) or (_shared(a.by, b.by) > 0 and _introduces(b, a, b.on, a.on))
    return same_on and (_compatible(a.by, b.by) or _office_and_holder(a, b) or _introduces(a, b, a.by, b.by))


def _introduces(a: Act, b: Act, first: tuple[Link, ...], second: tuple[Link, ...]) -> bool:
    """Whether the first telling describes somebody whom the second names: "A Hull man was arrested. Tom Roe …"."""
    if len(first) != 1 or len(second) != 1:
        return False
    return _described(first[0]) and not _described(second[0])


def _described(ref: Link) -> bool:
    """Whether a party goes by a description of one somebody: "Hull man", not "two Hull men" or "Tom Roe"."""
    last = ref.name.split()[-1] if ref.name.strip() else ""
    return (
        ref.id.startswith("actor-")
        and last[:1].islower()
        and not last.endswith("s")
        and not patterns.words(PACK, "never-the-named") & set(ref.name.casefold().split())
    )


def _office_and_holder(a: Act, b: Act) -> bool:
    """Whether one telling names the body and the other the person: "the court jailed him", "Judge Roe jailed him"."""
    sides = [{r.id.split("-")[0] for r in act.by} for act in (a, b)]
    official = all(act.hit.entry.get("agent") in OFFICIAL for act in (a, b))
    return official and sides[0] != sides[1] and all(len(kinds) == 1 for kinds in sides)


def _shared(a: tuple[Link, ...], b: tuple[Link, ...]) -> int:
    return len({r.id for r in a} & {r.id for r in b})


def _compatible(a: tuple[Link, ...], b: tuple[Link, ...]) -> bool:
    return not a or not b or _shared(a, b) > 0


def _joined(a: Act, b: Act) -> Act:
    """The fuller telling leads; the other completes it. What happened outweighs what may."""
    full, other = (b, a) if _fullness(b) > _fullness(a) else (a, b)
    strong = [act for act in (a, b) if act.on and not act.weak] or [a, b]
    if _introduces(a, b, a.on, b.on) or _introduces(b, a, b.on, a.on):
        strong = [b] if _introduces(a, b, a.on, b.on) else [a]
    by = b.by if _introduces(a, b, a.by, b.by) else _union(a.by, b.by)
    return replace(
        full,
        type=a.type,
        told=(*full.told, *other.told),
        by=by,
        on=tuple(r for r in _union(*(act.on for act in strong)) if r.id not in {x.id for x in by}),
        modality="actual" if "actual" in {a.modality, b.modality} else full.modality,
        direct=a.direct or b.direct,
        weak=all(act.weak for act in (a, b) if act.on),
    )


def _fullness(act: Act) -> tuple[bool, int, bool]:
    return act.modality == "actual", bool(act.by) + bool(act.on), not act.weak


def _union(*parties: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple({r.id: r for side in parties for r in side}.values())
