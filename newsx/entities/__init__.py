"""A parsed article to its cast: actors and agencies, each under one head with all its mentions."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from newsx.article import Article
from newsx.entities import (
    acts,
    agencies,
    agencies_group,
    cluster,
    defendant,
    fates,
    firsts,
    foretold,
    groups,
    labels,
    link,
    names,
    nominals,
    offices,
    pronouns,
    punished,
    roles,
    settle,
    several,
    unnamed,
)
from newsx.entities.agencies_mention import AgencyGroup, AgencyMention
from newsx.entities.cast import Cast
from newsx.entities.firsts import Named
from newsx.entities.groups import Group
from newsx.entities.link import Party
from newsx.entities.names import Name, Names
from newsx.entities.syntax import Syntax
from newsx.entities.unnamed import Unnamed
from newsx.records import Actor, ActorType, Agency, Span

__all__ = ["Cast", "find"]

Place = tuple[int, int]


def find(article: Article, doc: Doc) -> Cast:
    """The cast of an article; `doc.text` is its text."""
    text = article.text
    bodies = [agencies_group.settle(g) for g in agencies.group(agencies.find(text, doc), text, doc)]
    found = names.find(text, labels.read(doc))
    taken = [m for body in bodies for m in body.mentions]
    short = _initials(taken)
    taken_at = {m.start: m.end for m in taken}
    bare = (offices.after_body(found, n, taken_at) for n in found.names if n.text not in short)
    own = [offices.after_office(found, n) for n in bare]
    standing = [s for s in settle.settle(taken, own) if isinstance(s, Name)]
    syntax = Syntax(doc)
    gathered = [g for g in cluster.group(found, standing) if acts.takes_part(found, g, syntax)]
    told = [_roles(found, g, syntax) for g in gathered]
    parties = [_person_or_firm(found, g, r) for g, r in zip(gathered, told, strict=True)]
    fate = fates.read(doc)
    fates.mark(parties, _offices(bodies), syntax, fate)
    public = [_body(b) for b in bodies]
    accused = defendant.find(parties, text)
    described, spoken_of = nominals.find(found, syntax), pronouns.find(found, syntax)
    link.link([*parties, *public], described, spoken_of, syntax, defendant=accused)
    seen = [place for p in (*parties, *public) for place in (*p.named, *p.linked, *p.pronouns)]
    nameless = unnamed.find(doc, seen, fate.harmed)
    nameless += punished.find(doc, [*seen, *(p for one in nameless for p in one.places)], min(seen, default=(None,))[0])
    named = firsts.find(gathered, parties, text)
    never = list(_never_named(nameless, parties, text, syntax, named))
    strangers = [_stranger(article, one) for one in never]
    known = [_actor(article, *each) for each in zip(gathered, parties, told, strict=True)]
    actors = sorted([*known, *strangers], key=lambda a: a.mentions[0].start)
    numbers = {id(a): f"actor-{n}" for n, a in enumerate(actors, 1)}
    told_of = [several.find(one, text, syntax.sentences, named) for one in never]
    return Cast(
        tuple(a.model_copy(update={"id": numbers[id(a)]}) for a in actors),
        tuple(_agency(article, n, *each) for n, each in enumerate(zip(bodies, public, strict=True), 1)),
        unnamed=frozenset(numbers[id(a)] for a in strangers),
        several={
            numbers[id(a)]: tuple(numbers[id(known[n])] for n in found_later)
            for a, found_later in zip(strangers, told_of, strict=True)
            if found_later
        },
    )


def _initials(mentions: Sequence[AgencyMention]) -> frozenset[str]:
    """What may stand for a public body: "SDPD" for the "San Diego Police Department"."""
    words = [re.findall(r"\w+", m.name) for m in mentions]
    return frozenset("".join(w[0] for w in some).upper() for some in words if 2 < len(some) < 8)


def _roles(found: Names, group: Group, syntax: Syntax) -> list[Place]:
    """Where the article describes somebody, each place once, in order."""
    return sorted({span for name in group.names for span in roles.find(found, name, syntax)})


def _person_or_firm(found: Names, group: Group, told: Sequence[Place]) -> Party:
    spans = [n.span for n in group.names]
    return Party(group.kind, group.gender, roles.heads(found, told) | roles.own(group), roles.ages(found, group), spans)


def _offices(bodies: Sequence[AgencyGroup]) -> frozenset[int]:
    """Where the names of those end that bring or hear cases; they may be a title: "United States Attorney Ada Wren"."""
    return frozenset(m.end for b in bodies if b.kind in {"prosecutor", "police", "court"} for m in b.mentions)


def _body(body: AgencyGroup) -> Party:
    return Party("agency", "n", set(), set(), [(m.start, m.end) for m in body.mentions])


def _actor(article: Article, group: Group, party: Party, told: Sequence[Place]) -> Actor:
    name = groups.fullest(group).text
    return Actor(
        id="",  # numbered in the order of the whole cast
        name=name,
        type=_type(group.kind),
        aliases=_aliases(article, party, name),
        roles=_quotes(article, told),
        mentions=_quotes(article, [*party.named, *party.linked, *party.pronouns]),
    )


def _never_named(
    nameless: Sequence[Unnamed], parties: Sequence[Party], text: str, syntax: Syntax, named: Sequence[Named]
) -> Iterator[Unnamed]:
    """Those who stay without a name; "an executive" whom the article names later goes to that party."""
    claimed: set[int] = set()
    for one in nameless:
        number = foretold.find(one, text, syntax.sentences, named, claimed)
        if number is None:
            yield one
        else:
            parties[number].linked.extend(one.places)
            claimed.add(number)


def _type(kind: str) -> ActorType:
    return "person" if kind == "person" else "organization"


def _stranger(article: Article, party: Unnamed) -> Actor:
    name, *others = dict.fromkeys(article.text[a:b] for a, b in sorted(party.places))
    return Actor(id="", name=name, type=party.type, aliases=tuple(others), mentions=_quotes(article, party.places))


def _agency(article: Article, number: int, body: AgencyGroup, party: Party) -> Agency:
    return Agency(
        id=f"agency-{number}",
        name=body.name,
        kind=body.kind,
        country=body.country,
        aliases=_aliases(article, party, body.name),
        mentions=_quotes(article, [*party.named, *party.linked, *party.pronouns]),
    )


def _aliases(article: Article, party: Party, name: str) -> tuple[str, ...]:
    """The other forms, each once, in text order; pronouns are none."""
    forms = [article.text[a:b] for a, b in sorted([*party.named, *party.linked])]
    return tuple(t for t in dict.fromkeys(forms) if t != name)


def _quotes(article: Article, places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple(article.quote(a, b) for a, b in sorted(set(places)))
