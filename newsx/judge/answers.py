"""What the heads of the judge choose from, in order."""

from typing import get_args

from newsx.records import (
    ActionType,
    AgencyKind,
    ChargeStatus,
    FineKind,
    FineStatus,
    Modality,
    Offence,
    Part,
    ResponseKind,
    SentenceKind,
)


def tags(*kinds: str) -> tuple[str, ...]:
    """O, and B- and I- of each kind.

    >>> tags("x")
    ('O', 'B-x', 'I-x')
    """
    return ("O", *(f"{side}-{kind}" for kind in kinds for side in "BI"))


STATUSES = tuple(status for status in get_args(ChargeStatus) if status != "liable")  # as the annotations have them

WORDS = {  # of each word: what begins or goes on there
    "charge": tags("charge"),
    "act": tags(*get_args(ActionType)),
    "term": tags("term"),
    "response": tags(*get_args(ResponseKind)),
    "cast": tags("person", "organization", "agency"),
}
SPANS = {  # of a stretch of words: what it is
    "charge.status": STATUSES,
    "charge.offence": get_args(Offence),
    "charge.decided": ("court", "regulator"),
    "act.modality": get_args(Modality),
    "sum.status": ("none", *get_args(FineStatus)),
    "sum.kind": get_args(FineKind),
    "term.kind": get_args(SentenceKind),
    "term.status": ("imposed", "proposed", "overturned"),
    "entity.part": ("none", *get_args(Part)),
    "entity.kept": ("none", "actor", "agency"),
    "entity.kind": get_args(AgencyKind),
}
ITEMS = ("charge", "act", "sum", "term", "response", "entity")
LINKS = {  # from an item to an entity: kind of the item
    "charge.accused": "charge",
    "charge.by": "charge",
    "charge.asserted_by": "charge",
    "act.by": "act",
    "act.on": "act",
    "sum.payers": "sum",
    "sum.by": "sum",
    "term.on": "term",
    "response.party": "response",
}
