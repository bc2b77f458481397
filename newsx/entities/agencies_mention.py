"""A public body at one place in a text: where, which body, and how it was known."""

from dataclasses import dataclass
from typing import Literal

from newsx.records import AgencyKind

How = Literal["gazetteer", "acronym", "generic", "descriptor"]


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A name or description of a public body, without a leading article and without a closing possessive.

    `key` is the id of an entry of the gazetteer, or one made from kind, country and place. `head` is the class of the
    head noun, `place` the narrower place or the court's rank, both case-folded, `field` what a regulator watches.
    `bare` marks a name that other countries' bodies bear too, `holder` is the surname of who holds the office.
    """

    start: int
    end: int
    key: str
    name: str
    kind: AgencyKind
    country: str | None
    how: How
    head: str = ""
    place: str = ""
    field: str = ""
    bare: bool = False
    holder: str = ""


@dataclass(frozen=True, slots=True)
class AgencyGroup:
    """One public body of an article: its fullest name, kind and country, and all its mentions in text order."""

    name: str
    kind: AgencyKind
    country: str | None
    mentions: tuple[AgencyMention, ...]
