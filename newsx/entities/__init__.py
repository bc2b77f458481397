"""A parsed article to its cast: actors and agencies, each under one head with all its mentions."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from spacy.tokens import Doc

from newsx.article import Article
from newsx.entities import cluster, labels, lexicon, names, settle
from newsx.entities.agencies_mention import AgencyGroup
from newsx.entities.cast import Cast
from newsx.entities.cluster import Group
from newsx.entities.names import Name
from newsx.records import Actor, ActorType, Agency

__all__ = ["Cast", "find"]


def find(article: Article, doc: Doc) -> Cast:
    """The cast of an article; `doc.text` is its text."""
    bodies = _agencies(article, doc)
    found = names.find(article.text, labels.read(doc))
    taken = [m for body in bodies for m in body.mentions]
    standing = [s for s in settle.settle(taken, found.names) if isinstance(s, Name)]
    groups = [g for g in cluster.group(found, standing) if _acts(g)]
    return Cast(tuple(_actor(article, n, g) for n, g in enumerate(groups, 1)), bodies)


def _agencies(article: Article, doc: Doc) -> tuple[Agency, ...]:
    if find_spec("newsx.entities.agencies") is None:
        return ()
    agencies = import_module("newsx.entities.agencies")
    mentions = agencies.find(article.text, doc)
    bodies = agencies.group(mentions, article.text, doc)
    return tuple(_agency(article, number, body) for number, body in enumerate(bodies, 1))


def _agency(article: Article, number: int, body: AgencyGroup) -> Agency:
    quotes = tuple(article.quote(m.start, m.end) for m in body.mentions)
    return Agency(
        id=f"agency-{number}",
        name=body.name,
        kind=body.kind,
        country=body.country,
        aliases=tuple(t for t in dict.fromkeys(q.text for q in quotes) if t != body.name),
        mentions=quotes,
    )


def _acts(group: Group) -> bool:
    """Whether a group is a person or an organization that takes part in the story."""
    if group.kind not in {"person", "organization"} or all(n.headline for n in group.names):
        return False
    return not any(lexicon.plain(n.text) in lexicon.folded("outlet") for n in group.names)


def _actor(article: Article, number: int, group: Group) -> Actor:
    ordered = sorted(group.names, key=lambda n: n.start)
    best = max(ordered, key=lambda n: (not n.headline, len(n.words), len(n.text)))
    kind: ActorType = "person" if group.kind == "person" else "organization"
    return Actor(
        id=f"actor-{number}",
        name=best.text,
        type=kind,
        aliases=_aliases(article, ordered, best.text),
        mentions=tuple(article.quote(n.start, n.end) for n in ordered),
    )


def _aliases(article: Article, ordered: Sequence[Name], name: str) -> tuple[str, ...]:
    """The other forms, each once, in text order."""
    return tuple(t for t in dict.fromkeys(n.text for n in ordered) if t != name)
