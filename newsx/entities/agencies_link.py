"""Give each description of a public body to the body that it means: "the watchdog", "prosecutors", "the agency"."""

from dataclasses import dataclass
from functools import cache
from itertools import islice

from newsx import patterns
from newsx.entities.agencies_mention import AgencyMention

Group = list[AgencyMention]
_FEDERAL = frozenset(["us-attorney", "justice-department"])
_MEMORY = 12  # "the agency" is none of the bodies that were named before so many others
_MONEY = frozenset(["securities", "bank", "finance", "money"])


@dataclass(slots=True, eq=False)
class _Body:
    """A body while the text is read: its mentions, the one that tells most, and the words of its names."""

    group: Group
    lead: AgencyMention
    words: frozenset[str]


def link(mentions: list[AgencyMention], groups: list[Group], leads: dict[int, AgencyMention]) -> list[Group]:
    """The groups with the descriptions added, and with a group of its own for each that stands for itself.

    `mentions` are all of the text in order; `leads` has the telling mention of each group by the group's `id`.
    A description means the fitting body that was named last before it, else the only one that comes after it.
    """
    bodies = [_Body(g, leads[id(g)], _words(g)) for g in groups]
    owner = {m.start: body for body in bodies for m in body.group}
    seen: dict[_Body, None] = {}  # the body named last comes last
    for mention in mentions:
        body = owner.get(mention.start)
        if body is None:
            body = _meant(mention, seen, bodies)
            if body is None:
                continue
            body.group.append(mention)
        seen.pop(body, None)
        seen[body] = None
    return [b.group for b in bodies]


def _words(group: Group) -> frozenset[str]:
    return frozenset(word for m in group for word in m.name.casefold().split())


def _meant(mention: AgencyMention, seen: dict[_Body, None], bodies: list[_Body]) -> _Body | None:
    """The body that a description means; one that stands for itself joins the bodies."""
    for body in islice(reversed(seen), _MEMORY if mention.head == "again" else None):
        if _described(mention, body):
            return body
    if mention.head == "again":
        return None
    fits = [b for b in bodies if _described(mention, b)]
    if fits or not _stands(mention):
        return fits[0] if len(fits) == 1 else None
    bodies.append(_Body([], mention, frozenset()))
    return bodies[-1]


def _described(mention: AgencyMention, body: _Body) -> bool:
    """Whether the words of the description fit the body."""
    if mention.head == "again":
        return _called_again(mention.field, body)
    unit = mention.head == "body" and body.lead.kind in ("prosecutor", "police") and mention.name[0].isupper()
    if (mention.kind != body.lead.kind and not unit) or mixed(mention, body.lead) or _of_another_level(mention, body):
        return False
    return mention.kind != "regulator" or same_field(mention.field, body.lead.field)


def _of_another_level(mention: AgencyMention, body: _Body) -> bool:
    """Whether "state prosecutors" are told from a federal body, or "federal prosecutors" from a county's."""
    level = mention.name.split()[0].casefold()
    if level == "state":
        return body.lead.head in _FEDERAL or "federal" in body.words
    return level == "federal" and body.lead.head == "district-attorney"


def _called_again(noun: str, body: _Body) -> bool:
    """Whether the text may call a body "the agency" or "the commission" again: the noun is in its name."""
    nouns = patterns.words("agencies-generic", "agency-like") if noun == "agency" else {noun}
    return not nouns.isdisjoint(body.words) or (noun == "agency" and body.lead.kind == "regulator")


def mixed(one: AgencyMention, two: AgencyMention) -> bool:
    """Whether one is a jury and the other the court that it sits in."""
    return (one.head == "jury") != (two.head == "jury")


def same_field(one: str, two: str) -> bool:
    """Whether two fields do not speak against one another."""
    return not one or not two or one == two or {one, two} <= _MONEY


def _stands(mention: AgencyMention) -> bool:
    """Whether a description counts by itself: "prosecutors" do, "a prosecutor" does not."""
    return mention.head in _standing() and not mention.name.casefold().endswith("prosecutor")


@cache
def _standing() -> frozenset[str]:
    heads = patterns.load("agencies-generic")
    return frozenset(str(e.get("class", e["id"])) for e in heads if e.get("alone") == "stands")
