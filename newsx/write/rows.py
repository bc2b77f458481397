"""A record's items to flat rows: for every format with columns, which so need not know any kind by name."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from newsx.records import Model, Record, Ref, Span

Row = dict[str, str]


@cache
def kinds() -> dict[str, type[Model]]:
    """The lists of items in a record, and the model of each: actors, agencies, charges …"""
    found = {}
    for name, field in Record.model_fields.items():
        arguments = getattr(field.annotation, "__args__", ())
        if arguments and isinstance(arguments[0], type) and issubclass(arguments[0], Model):
            found[name] = arguments[0]
    return found


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The fields of a kind, with those of its evidence, in the order of the models; `id` comes first."""
    names = [name for name in kinds()[kind].model_fields if name not in ("id", "mentions", "evidence")]
    extra = ["evidence", "rule"] if "evidence" in kinds()[kind].model_fields else []
    return ("id", *names, *extra)


def items(record: Record) -> Iterator[tuple[str, Any]]:
    """Every item of the record with the name of its list."""
    for kind in kinds():
        for item in getattr(record, kind):
            yield kind, item


def row(kind: str, item: Any) -> Row:
    """One item as text under its columns: references by their names, lists joined by "; "."""
    cells = {name: flat(getattr(item, name)) for name in columns(kind) if name not in ("evidence", "rule")}
    if "evidence" in columns(kind):
        cells |= {"evidence": item.evidence.text, "rule": item.evidence.rule}
    return cells


def flat(value: Any) -> str:
    """A field's value as a reader would write it; what is unknown is empty.

    >>> flat(("Roe", "Ms Roe"))
    'Roe; Ms Roe'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(flat(v) for v in value)
    if isinstance(value, BaseModel):
        return _model(value)
    return str(value)


def _model(value: BaseModel) -> str:
    """A reference is its name, a span its text, anything else its known values."""
    if isinstance(value, Ref):
        return value.name
    if type(value) is Span:
        return value.text
    return " ".join(flat(v) for v in value.__dict__.values() if v is not None and not isinstance(v, int))
