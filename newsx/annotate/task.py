"""What every annotation tool knows: a text, marks on it with labels and values, and joins between them."""

from dataclasses import dataclass, field
from typing import Any

from newsx.write.rows import kinds

# What joins further mentions to the first one of the same thing.
SAME = "same"
ANSWER = "response"
LABELS = {
    "person": "actors", "organization": "actors", "agency": "agencies", "charge": "charges", "fine": "fines",
    "sentence": "sentences", "date": "dates", "action": "actions", ANSWER: "responses",
}  # fmt: skip
# The values that an annotator sees and may change; the first stands in the label where a tool has nothing else.
VALUES: dict[str, tuple[str, ...]] = {
    "person": ("part",), "organization": ("part",), "agency": ("kind", "country"),
    "charge": ("status", "offence", "polarity", "modality"), "fine": ("status", "kind", "amount", "currency"),
    "sentence": ("kind", "duration", "status"), "date": ("timex_type", "value"), "action": ("type", "modality"),
    ANSWER: ("kind",),
}  # fmt: skip
# The references that an annotator sees, by label.
JOINS: dict[str, tuple[str, ...]] = {
    "charge": ("accused", "by", "asserted_by", "dates"), "fine": ("payers", "by", "charges", "dates"),
    "sentence": ("on", "by"), "action": ("by", "on", "dates", "charges", "fines", "sentences"), ANSWER: ("party", "of"),
}  # fmt: skip
# Labels whose first value stands in them, as in "charge:alleged".
_TELLING = frozenset(("agency", "charge", "fine", "sentence", "action", ANSWER))


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text under a label; `key` is unique in its task."""

    key: str
    label: str
    start: int
    end: int
    values: dict[str, str | None] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The list of the record that it belongs to."""
        return LABELS[self.label]

    @property
    def telling(self) -> str:
        """The label with its first value."""
        first = self.values.get(VALUES[self.label][0])
        return f"{self.label}:{first}" if self.label in _TELLING and first else self.label


@dataclass(frozen=True, slots=True)
class Join:
    """One mark points at another: `field` is that of the record, or SAME."""

    source: str
    target: str
    field: str


@dataclass(frozen=True, slots=True)
class Task:
    """A text with its marks; `joins` None where the tool knows none; `record` is what the task was made from."""

    text: str
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...] | None
    record: dict[str, Any] | None = None
    id: str = "article"
    published: str | None = None


def labelled(label: str) -> tuple[str, dict[str, str | None]] | None:
    """A tool's label as ours with the value that stands in it; None where it is none of ours.

    >>> labelled("charge:alleged")
    ('charge', {'status': 'alleged'})
    """
    name, _, value = label.partition(":")
    name = name.strip().casefold()
    if name not in LABELS:
        return None
    return name, {VALUES[name][0]: value.strip()} if value else {}


def label_of(kind: str, item: dict[str, Any]) -> str:
    """The label of an item."""
    if kind == "actors":
        return str(item["type"])
    return next(label for label, list_ in LABELS.items() if list_ == kind)


def lists() -> tuple[str, ...]:
    """The lists of items in a record."""
    return tuple(kinds())
