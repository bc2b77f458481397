"""A trigger to the parties of its act: who does it and whom it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from newsx import clauses_tree, patterns
from newsx.case import actions_parse, actions_strangers, actions_window
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import Hit
from newsx.clauses_parties import who
from newsx.entities.cast import Cast
from newsx.records import Actor, Link

TITLE_REACH = 60  # characters before and after a name in which a title stands: "Judge Ann Roe", "Roe, the prosecutor"
AUTHORITIES = frozenset({"court", "regulator", "international", "tax", "other"})  # whose orders are rulings
DOER_PLACES = frozenset({"subj", "by", "poss"})
WEAK_PLACES = frozenset({"tree", "over", "at", "for"})


@dataclass(frozen=True, slots=True)
class Roles:
    """`foreign`: in the doer's place stands who cannot do such an act, so that it is none.

    `weak`: whom it concerns was read from words that only hang on the trigger.
    `closed`: it concerns somebody who is not in the cast, so that nobody else may be put there.
    """

    by: tuple[Link, ...] = ()
    on: tuple[Link, ...] = ()
    foreign: bool = False
    weak: bool = False
    closed: bool = False


def roles(hit: Hit, cast: Cast) -> Roles:
    """The parties that the trigger's clause names."""
    if hit.entry.get("symmetric"):
        return _two_sides(hit, cast)
    by, beside, foreign = _doers(hit, cast)
    target, taken = hit.entry.get("target", "any"), {ref.id for ref in beside}
    for place in hit.entry.get("on", ()):
        on = _targets([r for r in _at(place, hit, cast) if r.id not in taken], target, cast)
        titles = "official-titles" if place in WEAK_PLACES else "bench-titles"
        on = tuple(r for r in on if not is_titled(r, titles, hit, cast)) if target == "actor" else on
        if on:
            return Roles(by, on, foreign, place in WEAK_PLACES)
    if foreign and _bare(hit) and "obj" in hit.entry.get("on", ()):
        return Roles((), _targets(_at("subj", hit, cast), target, cast))  # a headline: "Broker charged in Hull"
    parsed = hit.head.doc.has_annotation("DEP")
    return Roles(by, (), foreign, closed=parsed and hit.verbal and actions_strangers.concerns_a_stranger(hit))


def _bare(hit: Hit) -> bool:
    """Whether a verb may be a participle that a headline leaves without its "was"."""
    parts = {t.dep_ for t in hit.head.children}
    return hit.verbal and hit.head.tag_ in {"VBD", "VBN"} and not parts & {"aux", "aux:pass", *clauses_tree.OBJECTS}


def done_by_a_stranger(hit: Hit, cast: Cast) -> tuple[bool, bool]:
    """Whether somebody who is not in the cast stands in the doer's place, and whether it is one who cannot do it."""
    if not hit.head.doc.has_annotation("DEP"):
        return False, False
    known = patterns.words(PACK, "public-nouns")
    heads = [t for t in actions_strangers.in_doers_place(hit) if not who(t, cast)]
    heads = [t for t in heads if t.lemma_.lower() not in known or t.tag_ in {"NNP", "NNPS"}]  # "Department of Mines"
    return bool(heads), any(clauses_tree.is_person_noun(t) for t in heads)


def _at(place: str, hit: Hit, cast: Cast) -> tuple[Link, ...]:
    parsed = hit.head.doc.has_annotation("DEP")
    return actions_parse.at(place, hit, cast) if parsed else actions_window.at(place, hit, cast)


def _two_sides(hit: Hit, cast: Cast) -> Roles:
    """An act of two sides, such as a settlement: the body is its doer, whoever else is named the one concerned."""
    found = {r.id: r for place in hit.entry["on"] for r in _at(place, hit, cast)}
    bodies = {r.id: r for place in hit.entry["by"] for r in _agents(_at(place, hit, cast), "agency", hit, cast)}
    bodies |= {i: r for i, r in found.items() if cast.is_agency(r)}
    return Roles(tuple(bodies.values()), tuple(r for i, r in found.items() if i not in bodies))


def _doers(hit: Hit, cast: Cast) -> tuple[tuple[Link, ...], tuple[Link, ...], bool]:
    """The doers, everyone who is named with them, and whether somebody stands there who cannot be one."""
    agent, foreign = hit.entry.get("agent", "any"), False
    for place in hit.entry.get("by", ()):
        found = _at(place, hit, cast)
        fit = _agents(found, agent, hit, cast)
        if fit:
            return fit, found, False
        foreign |= bool(found) and place in DOER_PLACES
    return (), (), foreign


def _agents(found: Iterable[Link], agent: str, hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Those that can do it: for an act of authority the bodies, or else the persons who act for one."""
    refs = tuple(found)
    if agent == "agency":
        bodies = tuple(r for r in _with_offices(refs, hit, cast) if cast.is_agency(r))
        return bodies or tuple(r for r in refs if is_titled(r, "official-titles", hit, cast))
    if agent == "authority":
        bodies = tuple(r for r in _with_offices(refs, hit, cast) if getattr(cast.get(r), "kind", "") in AUTHORITIES)
        return bodies or tuple(r for r in refs if is_titled(r, "judge-titles", hit, cast))
    if agent == "court":
        courts = tuple(r for r in _with_offices(refs, hit, cast) if getattr(cast.get(r), "kind", "") == "court")
        return courts or tuple(r for r in refs if is_titled(r, "judge-titles", hit, cast))
    if agent == "witness":
        return tuple(r for r in refs if not cast.is_agency(r) and not is_titled(r, "advocate-titles", hit, cast))
    if agent == "party":
        return tuple(r for r in refs if not cast.is_agency(r) and not is_titled(r, "bench-titles", hit, cast))
    if agent == "actor":
        own = tuple(r for r in refs if not cast.is_agency(r) and not is_titled(r, "judge-titles", hit, cast))
        return own or tuple(r for r in refs if cast.is_agency(r))
    return _with_offices(refs, hit, cast) if agent == "any" else refs


def _with_offices(refs: tuple[Link, ...], hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The bodies that stand right before the names of persons too: "New York Attorney General Ann Roe"."""
    sentence, found = hit.head.sent, dict.fromkeys(r.id for r in refs)
    for ref in refs:
        mentions = () if cast.is_agency(ref) else cast.get(ref).mentions
        for mention in mentions:
            if sentence.start_char < mention.start < sentence.end_char:
                before = cast.at(mention.start - 2, mention.start - 1)
                found |= {before.id: None} if before is not None and cast.is_agency(before) else {}
    return tuple(cast.ref(i) for i in found)


def _targets(found: Iterable[Link], target: str, cast: Cast) -> tuple[Link, ...]:
    refs = tuple(found)
    if target == "any":
        return refs
    if target == "person":
        return tuple(r for r in refs if getattr(cast.get(r), "type", "") == "person")
    return tuple(r for r in refs if not cast.is_agency(r))


def is_titled(ref: Link, titles: str, hit: Hit, cast: Cast) -> bool:
    """Whether the article gives a person one of these titles, beside the name or among the person's roles."""
    entity = cast.get(ref)
    if not isinstance(entity, Actor) or entity.type != "person":
        return False
    words, text = _titles(titles), hit.text
    beside = [t.casefold() for t in (*(role.text for role in entity.roles), *_appositions(entity, text))]
    beside = [t for t in beside if not any(mark in t for mark in ("former", "ex-", "'s ", "’s "))]
    before = [text[max(0, m.start - TITLE_REACH) : m.start].rstrip(" ,").casefold() for m in entity.mentions[:3]]
    return any(title in t for title in words for t in beside) or any(b.endswith(tuple(words)) for b in before)


def _appositions(entity: Actor, text: str) -> list[str]:
    """A person's first names as they stand, and what stands between commas after them, as far as it is a title."""
    found = []
    for mention in entity.mentions[:3]:
        after = text[mention.end : mention.end + TITLE_REACH]
        named = mention.text[:1].isupper() and after.startswith(", ")
        found += [mention.text, _title(after[2:]) if named else ""]
    return found


def _title(after: str) -> str:
    """The words up to where a title ends: of "accused by prosecutors of theft" none is one."""
    words = after.split(",")[0].split(".")[0].split()
    ends = patterns.words(PACK, "no-title")
    return " ".join(words[: next((i for i, w in enumerate(words) if w.casefold() in ends), len(words))])


@cache
def _titles(entry: str) -> frozenset[str]:
    return patterns.words(PACK, entry)
