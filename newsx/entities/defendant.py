"""The parties of an article to the one whom it calls "the defendant"."""

import re
from collections.abc import Sequence

from newsx.entities import lexicon
from newsx.entities.link import Party

NEAR = 90  # characters before a name
_CALLED = r"(?:accused|defendant|suspect)"
# "identified the defendant as Ada Wren", "the defendant, Ada Wren"
_INTRODUCED = re.compile(
    rf"\b(?:identified|named)\s(?:the|a|this)\s(?:\w+\s)?{_CALLED}\sas\s(?:\w+\s)?$|\b[Tt]he\s{_CALLED},\s$"
)
_SEVERAL = re.compile(r"\bco-?defendants?\b|\b(?:the|these|both|two|three|four|other|all)\s(?:defendants|suspects)\b")


def find(parties: Sequence[Party], text: str) -> int | None:
    """The number of the party that the article introduces as the defendant; else of the only one who stands accused.

    That one must be a person of a told age without an office, in an article that does not speak of several.
    """
    introduced = [n for n, p in enumerate(parties) if p.kind == "person" and _is_introduced(p, text)]
    if introduced:
        return introduced[0] if len(introduced) == 1 else None
    accused = [n for n, p in enumerate(parties) if p.accused]
    if len(accused) != 1 or _SEVERAL.search(text):
        return None
    party = parties[accused[0]]
    return accused[0] if party.kind == "person" and party.ages else None


def _is_introduced(party: Party, text: str) -> bool:
    """Whether the article says of a name that it is the defendant: "Defendant Ada Wren", "the defendant, Ada Wren"."""
    if not party.words.isdisjoint(lexicon.folded("only-accused")):
        return True
    return any(_INTRODUCED.search(text, max(0, start - NEAR), start) for start, _ in party.named)
