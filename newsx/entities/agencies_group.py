"""Put the mentions of public bodies together that mean the same body, and name it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from newsx import patterns
from newsx.entities import agencies_link
from newsx.entities.agencies_mention import AgencyGroup, AgencyMention

Group = list[AgencyMention]
# between a name and its description: "the regulator Ofcom", "AUSTRAC, the financial intelligence agency", "(known as …"
_APPOSED = re.compile(r"\s?,?\s?\(?(?:(?:also\s)?(?:known\sas|called|or)\s)?(?:(?:the|a|an)\s)?", re.I)
# between a body and a part of it: "Oakham police's financial crime unit"
_TITLES = ("attorney-general", "district-attorney", "us-attorney", "justice-department")
_PART = ("'s ", "’s ", "' ", "’ ")


def group(mentions: list[AgencyMention], text: str, doc: Any = None) -> list[Group]:
    """The mentions of each body, in the order in which the text first names one.

    Descriptions that no body in the text fits are left out, unless they stand for a body of their own
    ("prosecutors said").
    """
    groups = _by_key([m for m in mentions if _names(m)])
    groups = _opening(_apposed(groups, text))
    groups = _weak_into_strong(groups)
    groups = agencies_link.link(mentions, groups, {id(g): min(g, key=_rank) for g in groups})
    return sorted((sorted(g, key=lambda m: m.start) for g in groups), key=lambda g: g[0].start)


def settle(group: Group) -> AgencyGroup:
    """A body under its fullest name, with its kind and country."""
    best = max(group, key=lambda m: (_weight(m), len(m.name.split()), -m.start))
    lead = min(group, key=lambda m: (_rank(m), m.start))
    country = next((m.country for m in sorted(group, key=_rank) if m.country), None)
    return AgencyGroup(best.name, lead.kind, country, tuple(group))


def _names(mention: AgencyMention) -> bool:
    """Whether a mention tells by itself which body it means."""
    return mention.how != "descriptor" or ":" not in mention.key


def _rank(mention: AgencyMention) -> int:
    if ":" not in mention.key:
        return 0
    return 1 if mention.place else 2 if mention.how == "generic" else 3


def _weight(mention: AgencyMention) -> int:
    """How good a name it makes: a listed name, a name with its place, another name, an abbreviation, a description."""
    if mention.name.split()[-1].casefold() in patterns.words("agencies-generic", "staff"):
        return -1
    if mention.how == "gazetteer":
        return 4
    if mention.how == "generic" or (" " in mention.name and mention.name.split()[-1][0].isupper()):
        return 3 if mention.place else 2
    return 1 if mention.how == "acronym" else 0


def _by_key(mentions: Iterable[AgencyMention]) -> list[Group]:
    groups: dict[str, Group] = {}
    for mention in mentions:
        groups.setdefault(mention.key, []).append(mention)
    return list(groups.values())


def _apposed(groups: list[Group], text: str) -> list[Group]:
    """Join a body and the description beside it: "French stock market regulator AMF"."""
    owner = {m.start: g for g in groups for m in g}
    ordered = sorted((m for g in groups for m in g), key=lambda m: m.start)
    for one, two in pairwise(ordered):
        gap = text[one.end : two.start]
        a, b = owner[one.start], owner[two.start]
        part = gap in _PART and two.head in ("body", "police") and two.how == "generic"
        if a is not b and (part or (len(gap) < 22 and _APPOSED.fullmatch(gap) and _alike(one, two, gap))):
            a.extend(b)
            for m in b:
                owner[m.start] = a
            groups = [g for g in groups if g is not b]
    return groups


def _opening(groups: list[Group]) -> list[Group]:
    """Join an abbreviation to the one body whose name it opens: "the U.N. Security Council … a U.N. ban"."""
    opened: dict[str, list[Group]] = {}
    for g in groups:
        for first in {m.name.split()[0] for m in g if " " in m.name}:
            opened.setdefault(first.replace(".", ""), []).append(g)
    joined = []
    for g in groups:
        forms = {m.name.replace(".", "") for m in g}
        homes = opened.get(forms.pop(), []) if len(forms) == 1 and g[0].how == "acronym" else []
        if len(homes) == 1 and homes[0] is not g:
            homes[0].extend(g)
        else:
            joined.append(g)
    return joined


def _alike(one: AgencyMention, two: AgencyMention, gap: str) -> bool:
    """Whether two mentions side by side may be one body: one describes it, is "known as" or in brackets."""
    described = [m.how != "acronym" and (m.name[0].islower() or m.name.split()[-1].islower()) for m in (one, two)]
    if "known as" not in gap and gap != " (" and (all(described) or not any(described)):
        return False
    return one.kind == two.kind != "court" and _same_country(one, two)


def _same_country(one: AgencyMention, two: AgencyMention) -> bool:
    return one.country == two.country or None in (one.country, two.country)


def _weak_into_strong(groups: list[Group]) -> list[Group]:
    """Join what names only a country or a field to the one body of the text that it fits."""
    leads = {id(g): min(g, key=_rank) for g in groups}
    alike: dict[str, list[Group]] = {}
    by_place: dict[tuple[str, str], list[Group]] = {}
    for g in groups:
        kind = leads[id(g)].kind
        alike.setdefault(kind, []).append(g)
        for word in _place_words(leads[id(g)].place):
            by_place.setdefault((kind, word), []).append(g)
    for weak in sorted(groups, key=lambda g: -_rank(leads[id(g)])):
        if _rank(leads[id(weak)]) == 0:
            continue
        of_kind = alike[leads[id(weak)].kind]
        shelves = [by_place[leads[id(weak)].kind, word] for word in _place_words(leads[id(weak)].place)]
        near = min(shelves, key=len, default=of_kind)
        fits = [g for g in near if g is not weak and _fits(weak[0], g, leads[id(g)])]
        if len(fits) == 1 or (fits and (weak[0].kind == "court" or weak[0].head in _TITLES)):
            _nearest(weak[0], fits).extend(weak)
            for shelf in (of_kind, *shelves):
                shelf[:] = [g for g in shelf if g is not weak]
    return [g for of_kind in alike.values() for g in of_kind]


def _nearest(mention: AgencyMention, candidates: list[Group]) -> Group:
    """The candidate that the text named last before a mention, else the first that it names after it."""
    before = [g for g in candidates if any(m.start < mention.start for m in g)]
    if before:
        return max(before, key=lambda g: max(m.start for m in g if m.start < mention.start))
    return min(candidates, key=lambda g: min(m.start for m in g))


def _fits(weak: AgencyMention, strong: Group, lead: AgencyMention) -> bool:
    """Whether the weak mention may mean the strong group's body, of which `lead` tells most."""
    if agencies_link.mixed(weak, lead):
        return False
    if weak.place and not (lead.place and _contains(lead.place, weak.place)):
        return False
    equal = _rank(lead) == _rank(weak) and lead.place == weak.place == ""
    if _rank(lead) > _rank(weak) or (equal and not _wider(weak, lead)):
        return False
    if weak.kind == "police" and not (weak.head == "police" == lead.head and weak.place):
        return False
    if not any(_same_country(weak, m) for m in strong):
        return False
    if weak.kind == "regulator":
        return weak.name.split()[-1].islower() and agencies_link.same_field(weak.field, lead.field)
    if weak.kind == "court":
        ranks = lead.field or lead.name.casefold().replace("appeals", "appeal")
        return set(weak.field.split()) <= set(ranks.split())
    if weak.kind in ("ministry", "legislature", "tax", "intelligence", "military"):
        return bool(weak.field) and set(weak.field.split()) <= set((lead.field + " " + lead.name.casefold()).split())
    if weak.kind == "police":
        return True
    return weak.kind == "prosecutor" and weak.head in ("prosecutor", *_offices(strong)) and _same_holder(weak, strong)


def _offices(strong: Group) -> set[str]:
    """The classes of prosecutor that a body may be described by."""
    names = " | ".join(m.name for m in strong).casefold().replace(".", "").replace("-", " ")
    return {m.head for m in strong} | {office for office in _TITLES if office.replace("-", " ") in names}


def _same_holder(weak: AgencyMention, strong: Group) -> bool:
    """Whether the office may be held by the same person."""
    holders = {m.holder for m in strong if m.holder}
    return not weak.holder or not holders or weak.holder in holders


def _wider(weak: AgencyMention, lead: AgencyMention) -> bool:
    """Whether of two names without a place the first says less: "ministry" of None against "of China"."""
    shorter = weak.start > lead.start and len(weak.name) < len(lead.name)
    return shorter or (weak.country is None and lead.country is not None)


def _contains(one: str, two: str) -> bool:
    a, b = _place_words(one), _place_words(two)
    return a <= b or b <= a


@lru_cache(maxsize=4096)
def _place_words(place: str) -> frozenset[str]:
    return frozenset(place.split())
