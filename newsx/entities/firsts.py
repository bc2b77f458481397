"""The parties of an article to where it first names each, and what a reader knows of them there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsx.entities import lexicon
from newsx.entities.groups import Group
from newsx.entities.link import Party
from newsx.records import ActorType

_IDENTIFIED = re.compile(r"\b(?:identified|named)\b[^.\n]{0,60}\bas\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """Where an article names a party first, what it is, its number, its ages; whether "identified as" stands there.

    `official`: its title or what the article calls it says that it acts for others: "Judge", "a spokesman".
    `office`: it looks into, brings or hears cases. `harmed`: a wrong is done to it, and it is not accused of any.
    `words`: what the article calls it.
    """

    start: int
    type: ActorType
    number: int
    ages: frozenset[int]
    identified: bool
    official: bool = False
    office: bool = False
    harmed: bool = False
    gender: str = "n"
    words: frozenset[str] = frozenset()


def find(gathered: Sequence[Group], parties: Sequence[Party], text: str) -> list[Named]:
    """Each party where it is first named, in text order."""
    firsts = sorted((min(p.named)[0], number) for number, p in enumerate(parties))
    return [_named(start, number, gathered[number], parties[number], text) for start, number in firsts]


def _named(start: int, number: int, group: Group, party: Party, text: str) -> Named:
    return Named(
        start,
        "person" if party.kind == "person" else "organization",
        number,
        frozenset(party.ages),
        bool(_IDENTIFIED.search(text, max(0, start - 90), start)),
        official=_is_official(group, party),
        office=party.office,
        harmed=party.harmed,
        gender=party.gender,
        words=frozenset(party.words),
    )


def _is_official(group: Group, party: Party) -> bool:
    """Whether somebody has an office rather than a case: a judge, an officer, a lawyer."""
    office = party.words & lexicon.folded("never-unnamed")
    return group.kind == "person" and (bool(office) or any(n.title and n.gender == "n" for n in group.names))
