"""Acts that leave a party out to acts that name it, where the rest of the article leaves no doubt who it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newsx import clauses, clauses_speech, patterns
from newsx.case import actions_strangers
from newsx.case.actions_merge import Act
from newsx.case.actions_patterns import PACK
from newsx.entities.cast import Cast
from newsx.records import Actor, Link

FROM_THE_SUIT = ("lawsuit", "investigation", "charge")  # whose doer a settlement is with
NOT_FOR_OTHERS = frozenset({"statement", "resignation", "release", "ban", "sanction", "appeal", "testimony", "summons"})
LAST = frozenset(
    {"dismissal", "lawsuit", "sentence", "conviction", "acquittal", "fine", "plea", "ruling"}
)  # go on with
FIRST_INSTANCE = frozenset({"trial", "conviction", "sentence"})  # what courts of appeal do not do
IN_COURT = frozenset({"trial", "conviction", "acquittal", "sentence"})
STAGES = (
    IN_COURT,
    frozenset({"raid", "search", "seizure", "arrest", "detention"}),
    frozenset({"fine", "settlement", "ban", "sanction"}),
)
BY_JURIES = frozenset({"conviction", "acquittal"})
PERSONAL = frozenset({"he", "him", "she", "her"})
ONE_CASE = 4  # parties concerned in an article that is taken to be about one case
BEFORE = 2  # sentences back to the body that an act without a doer is put down to


def complete(acts: Sequence[Act], cast: Cast) -> list[Act]:
    """Fill in the doer, then the one concerned; an act of which the text names neither must get both to stay."""
    named = [_with_target(_with_doer(act, acts, cast), acts, cast) for act in acts]
    return [act for act in named if (act.by or act.on) if act.direct or (act.by and act.on)]


def told_by(act: Act, cast: Cast) -> Act:
    """Fill in the doer from the sentence: the body on whose word it is, or the only one there that does such acts."""
    sentence = act.hit.head.sent
    places = [clauses_speech.asserted_by(act.hit.head, cast)]
    if not act.stranger:
        places.append(cast.within(sentence.start_char, sentence.end_char))
    return act if act.by else _done_by(act, _only(act, places, cast))


def _with_doer(act: Act, acts: Sequence[Act], cast: Cast) -> Act:
    if act.by or act.stranger:
        return act
    suits = FROM_THE_SUIT if act.type == "settlement" else ()
    earlier = [a for a in acts if a.type in suits and a.by and _meet(a.on, act.on)]
    if earlier:
        return _done_by(act, earlier[0].by)
    one_case = len({r.id for a in acts for r in a.on}) <= ONE_CASE
    return _done_by(act, _only(act, _around(act, cast, one_case), cast) or _of_kin(act, acts, cast))


def _of_kin(act: Act, acts: Sequence[Act], cast: Cast) -> tuple[Link, ...]:
    """Who does all acts of the same stage of a case that name their doer: who convicted him also jailed him.

    One court tries one party: what it did to another says nothing.
    """
    stage = next((s for s in STAGES if act.type in s), frozenset())
    unfit = _juries(cast) if act.type not in BY_JURIES else set()
    unfit |= _of_appeal(cast) if act.type in FIRST_INSTANCE else set()
    kin = [a for a in acts if a.type in stage and a.modality == "actual"]
    if act.type in IN_COURT and act.on:
        kin = [a for a in kin if _meet(a.on, act.on)]
    doers = {r.id: r for a in kin for r in a.by if r.id not in unfit}
    return tuple(doers.values()) if len(doers) == 1 else ()


def _around(act: Act, cast: Cast, one_case: bool) -> list[tuple[Link, ...]]:
    """Who is named in the sentences before, and in an article about one case anywhere."""
    sentence = act.hit.head.sent
    start, places = sentence.start, []
    for _ in range(BEFORE if start else 0):
        start = sentence.doc[start - 1].sent.start if start else start
        places.append(cast.within(sentence.doc[start].idx, sentence.start_char))
    return [*places, tuple(map(cast.ref, sorted(a.id for a in cast.agencies)))] if one_case else places


def _only(act: Act, places: Sequence[tuple[Link, ...]], cast: Cast) -> tuple[Link, ...]:
    """The one body that does such acts in the first place that names just one, one with a name of its own first."""
    kinds = _staff(act) or _kinds(act.type)
    fit = {a.id for a in cast.agencies if a.kind in kinds}
    juries = _juries(cast)
    fit = (fit & juries or fit) if act.type in BY_JURIES else fit - juries
    if act.type in FIRST_INSTANCE:
        fit -= _of_appeal(cast)
    for place in places:
        found = [r for r in place if r.id in fit]
        named = [r for r in found if r.name[:1].isupper()]
        if 1 in (len(found), len(named)):
            return (found[0],) if len(found) == 1 else (named[0],)
    return ()


def _staff(act: Act) -> frozenset[str]:
    """The kinds of body that the nouns in the doer's place work for: "detectives" are no regulator's."""
    nouns = (
        {t.lemma_.lower() for t in actions_strangers.in_doers_place(act.hit)}
        if act.hit.head.doc.has_annotation("DEP")
        else set()
    )
    said = [k for k in ("police", "prosecutor", "court") if nouns & patterns.words(PACK, f"staff-{k}")]
    return frozenset(said)


def _juries(cast: Cast) -> set[str]:
    return {a.id for a in cast.agencies if a.name.casefold().endswith(("jury", "jurors"))}


def _of_appeal(cast: Cast) -> set[str]:
    return {a.id for a in cast.agencies if "appeal" in a.name.casefold() or "appellate" in a.name.casefold()}


def _done_by(act: Act, by: tuple[Link, ...]) -> Act:
    taken = {r.id for r in by}
    return replace(act, by=by, on=tuple(r for r in act.on if r.id not in taken))


def _with_target(act: Act, acts: Sequence[Act], cast: Cast) -> Act:
    """Whom an act concerns that names nobody: whom the same body's acts concern, or else the act before it."""
    if act.on or not act.hit.entry.get("on") or act.type in NOT_FOR_OTHERS - {"testimony", "summons"}:
        return act
    fit = [a for a in acts if a.on and a is not act and not a.weak and a.type not in NOT_FOR_OTHERS]
    if act.type == "testimony":
        fit = [a for a in fit if a.type == "trial"]
    thing = act.closed and act.hit.entry["on"][0] == "subject"  # "the whole system is under scrutiny"
    if thing or (act.closed and len({r.id for a in fit for r in a.on}) > 1):
        return act
    same = [a for a in fit if _meet(a.by, act.by)]
    concerned = _concerned(act, same, cast) or _concerned(act, fit, cast)
    often = Counter(r.id for r in concerned)
    chosen = max(concerned, key=lambda r: often[r.id], default=None)
    return replace(act, on=(chosen,) if chosen else (), weak=True)


def _concerned(act: Act, acts: Sequence[Act], cast: Cast) -> list[Link]:
    """Whom acts before this one concern, or else the first one after it."""
    before = [a for a in acts if a.hit.start < act.hit.start][-1 if act.type in LAST else 0 :] or acts[:1]
    taken = {r.id for r in act.by}
    return [r for a in before for r in a.on if r.id not in taken and _may_be(r, act, cast)]


def _may_be(ref: Link, act: Act, cast: Cast) -> bool:
    """Whether it can be done to a party: "him" is a person."""
    entity = cast.get(ref)
    if act.hit.verbal and any(t.lower_ in PERSONAL for t in clauses.patients(act.hit.head)):
        return isinstance(entity, Actor) and entity.type == "person"
    return not cast.is_agency(ref) or act.hit.entry.get("target", "any") == "any"


def _meet(a: tuple[Link, ...], b: tuple[Link, ...]) -> bool:
    return bool({r.id for r in a} & {r.id for r in b})


@cache
def _kinds(type: str) -> frozenset[str]:
    """The kinds of body that do acts of a type; none where it is the parties' act."""
    entries = {e["id"]: e["phrases"] for e in patterns.load(PACK) if e["id"].startswith("kinds-")}
    return frozenset(entries.get(f"kinds-{type}", ()))
