"""The models of a record to the fields that a reviewer may correct, and what each may hold."""

from typing import Any, Literal, TypedDict, get_args, get_origin

from newsx.records import Link, Response
from newsx.write.rows import kinds

# What a careful reader can tell from the article; offsets and proofs stay as they are.
_CORRECTED = {
    "actors": ("name", "type", "part"),
    "agencies": ("name", "kind", "country"),
    "charges": ("status", "offence", "polarity", "modality", "accused", "by"),
    "fines": ("amount", "currency", "kind", "status", "payers", "by"),
    "sentences": ("kind", "duration", "suspended", "status", "on", "by"),
    "dates": ("timex_type", "value"),
    "actions": ("type", "modality", "by", "on"),
}


class Field(TypedDict):
    """A field of the form: `choice` of a vocabulary, `parties`, `flag` or `text`; `empty` where it may be unknown."""

    name: str
    form: Literal["choice", "parties", "flag", "text"]
    choices: list[str]
    empty: bool


def fields() -> dict[str, list[Field]]:
    """The fields that can be corrected, for each list of the record."""
    return {kind: [_field(kind, name) for name in names] for kind, names in _CORRECTED.items()}


def choices(kind: str, name: str) -> list[str]:
    """The words that a field chooses from; none where it is free. `responses` are those of charges."""
    model = Response if kind == "responses" else kinds()[kind]
    return _choices(model.model_fields[name].annotation)


def _field(kind: str, name: str) -> Field:
    annotation = kinds()[kind].model_fields[name].annotation
    empty = type(None) in get_args(annotation)
    if annotation is bool:
        return Field(name=name, form="flag", choices=[], empty=False)
    if Link in get_args(annotation):
        return Field(name=name, form="parties", choices=[], empty=True)
    choices = _choices(annotation)
    return Field(name=name, form="choice" if choices else "text", choices=choices, empty=empty)


def _choices(annotation: Any) -> list[str]:
    """The words of a vocabulary, also of one that may be unknown."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [word for part in get_args(annotation) if get_origin(part) is Literal for word in get_args(part)]
