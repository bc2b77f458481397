"""Find the public bodies that a text names, and put together the mentions that mean the same one."""

from dataclasses import replace
from typing import Any

from newsx import patterns
from newsx.entities import agencies_again, agencies_brackets, agencies_gazetteer, places, states
from newsx.entities.agencies_gazetteer import Context
from newsx.entities.agencies_generic import Grammar
from newsx.entities.agencies_group import group
from newsx.entities.agencies_mention import AgencyGroup, AgencyMention
from newsx.entities.agencies_words import Words, split
from newsx.entities.places import Homes, country_of

__all__ = ["AgencyGroup", "AgencyMention", "country_of", "find", "group"]


def find(text: str, doc: Any = None) -> list[AgencyMention]:
    """The public bodies of a text in order, without overlaps: of two readings the longer one wins.

    `doc` is the parsed text, where there is one: people in it are no part of a body's name.
    """
    words = split(text)
    named = places.find(words)
    votes = places.votes(words, named)
    first = agencies_gazetteer.find(words, Context(votes, None))
    at = {start: i for i, start in enumerate(words.starts)}
    evidence = [(p.i, p.country) for p in named if places.locates(words, p)]
    evidence += [(at[m.start], m.country) for m in first if m.country and m.how == "gazetteer" and not m.bare]
    votes.update(m.country for m in first if m.country and not m.bare)
    homes = Homes(words, evidence, votes)
    listed = agencies_gazetteer.find(words, Context(votes, homes))
    found = _without_overlaps([*listed, *Grammar(words, named, homes, _people(words, doc)).find()], listed)
    found += states.find(words, named)
    more = [*agencies_brackets.find(words, found), *agencies_again.find(words), *agencies_again.brussels(words, votes)]
    return _without_overlaps([*more, *found], listed)


def _people(words: Words, doc: Any) -> frozenset[int]:
    """The indices of the words inside a person's name."""
    if doc is None:
        return frozenset()
    spans = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("PERSON", "PER")]
    found, n = set(), 0
    for i, start in enumerate(words.starts):
        while n < len(spans) and spans[n][1] <= start:
            n += 1
        if n < len(spans) and spans[n][0] <= start:
            found.add(i)
    return frozenset(found)


def _without_overlaps(mentions: list[AgencyMention], listed: list[AgencyMention]) -> list[AgencyMention]:
    """The longest mentions; of equals the listed one, which also lends its identity to a longer reading."""
    kept: list[AgencyMention] = []
    taken: set[int] = set()
    inner = {m.start: m for m in listed} | {m.end: m for m in listed}
    rank = {"gazetteer": 0, "acronym": 1, "descriptor": 2, "generic": 3}
    for m in sorted(mentions, key=lambda m: (m.start - m.end, rank[m.how], m.start)):
        if m.start not in taken and m.end - 1 not in taken:
            kept.append(_as_listed(m, inner.get(m.start) or inner.get(m.end)))
            taken.update(range(m.start, m.end))
    return sorted(kept, key=lambda m: m.start)


def _staff(words: list[str]) -> bool:
    return " ".join(words).casefold() in patterns.words("agencies-generic", "staff")


def _as_listed(longer: AgencyMention, inner: AgencyMention | None) -> AgencyMention:
    """The listed body under its longer name: "General Court in Luxembourg", "EU anti-fraud office"."""
    if inner is None or inner is longer or longer.how != "generic" or inner.how == "acronym":
        return longer
    if inner.kind != longer.kind:
        return longer
    more = longer.name[inner.end - inner.start :].split()
    if inner.start == longer.start and more[:1] not in (["in"], ["of"], ["for"], ["at"]) and not _staff(more):
        return longer
    if inner.start != longer.start and (longer.place or inner.country != longer.country):
        return longer
    return replace(inner, start=longer.start, end=longer.end, name=longer.name)
