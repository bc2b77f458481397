"""A merged record to one whose ids count on without gaps, with every reference following."""

from typing import Any

from newsx.annotate.marks import Item, spans
from newsx.annotate.task import lists

_PREFIX = {kind: "agency" if kind == "agencies" else kind.removesuffix("s") for kind in lists()}


def numbered(record: Item, *, sort: bool) -> Item:
    """Ids that count on without gaps, in the order of the text where something new came in, and names that follow."""
    renamed: dict[str, Item] = {}
    for kind in lists():
        if sort:
            record[kind].sort(key=lambda item: min((s["start"] for s in spans(item)), default=0))
        for number, item in enumerate(record[kind], 1):
            name = item["name"] if kind in ("actors", "agencies") else None
            renamed[item["id"]] = {"id": f"{_PREFIX[kind]}-{number}", "name": name or item["text"]}
    result = {kind: [_pointed(item, renamed) for item in record[kind]] for kind in lists()}
    return record | result


def is_ref(value: Any) -> bool:
    """Whether a value points at an item."""
    return isinstance(value, dict) and {"id", "name"} <= value.keys() <= {"id", "name", "confidence"}


def _pointed(value: Any, renamed: dict[str, Item]) -> Any:
    if isinstance(value, list):
        return [_pointed(part, renamed) for part in value]
    if not isinstance(value, dict):
        return value
    made = {name: _pointed(part, renamed) for name, part in value.items()}
    if is_ref(value):
        # The name that a record gave a reference stays where it is not one that was made up here.
        fresh = renamed[value["id"]]
        return made | {"id": fresh["id"]} | ({"name": fresh["name"]} if value["name"] == value["id"] else {})
    return made | ({"id": renamed[value["id"]]["id"]} if value.get("id") in renamed else {})
