"""What holds for every record, whatever the article: the promises of the contract, as a check that tests share."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from newsx.records import Record

VALUE = re.compile(
    r"""^(?: (PAST|PRESENT|FUTURE)_REF
        | P(?=.)(?:[\dX.]+Y)?(?:[\dX.]+M)?(?:[\dX.]+W)?(?:[\dX.]+D)?(?:T(?:[\dX.]+H)?(?:[\dX.]+M)?(?:[\dX.]+S)?)?
        | P[\dX.]+(?:DE|CE|Q|FY|H) | PT(?:NI|MO|AF|EV|DT) | P[\dX]+(?:WE|SP|SU|FA|WI)
        | (?:FY|BC)?[\dX]{2,4}
          (?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:[\dX]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?
          (?:T(?:[\dX]{2}(?::[\dX]{2}(?::[\dX]{2})?)?|MO|MI|AF|EV|NI|DT|PM|AM)(?:Z|[+-]\d{2}:?\d{2})?)?
        | (?:XXXX-WXX-\d|XXXX-\d\d-\d\d|T\d\d:\d\d(?::\d\d)?)
      )$""",
    re.X,
)


def check(record: Record, text: str) -> None:
    """Offsets are exact, references point somewhere, values are plain."""
    data = record.model_dump(mode="json")
    ids = {item["id"] for kind in data.values() if isinstance(kind, list) for item in kind if isinstance(item, dict)}
    for node in _nodes(data):
        if {"start", "end", "text"} <= node.keys():
            assert text[node["start"] : node["end"]] == node["text"], node
            assert node["start"] < node["end"], node
        if node.keys() == {"id", "name"}:
            assert node["id"] in ids, node
        if node.get("amount") is not None:
            assert Decimal(node["amount"]) >= 0
            assert re.fullmatch(r"\d+(\.\d+)?", node["amount"]), node
    for kind in ("actors", "agencies", "charges", "fines", "sentences", "dates", "actions"):
        assert [i["id"] for i in data[kind]] == [f"{_singular(kind)}-{n}" for n in range(1, len(data[kind]) + 1)]
    for kind in ("charges", "fines", "sentences", "dates"):
        starts = [min([i["start"], *(m["start"] for m in i.get("mentions", ()))]) for i in data[kind]]
        assert starts == sorted(starts), kind
    for date in data["dates"]:
        assert date["value"] is None or VALUE.match(date["value"]), date
        first, last = date["first_day"], date["last_day"]
        if first and last:
            assert datetime.date.fromisoformat(first) <= datetime.date.fromisoformat(last), date
    names = {m["start"]: e["name"] for e in data["agencies"] for m in e["mentions"]}
    for actor in data["actors"]:
        assert not [m for m in actor["mentions"] if names.get(m["start"]) == m["text"]], actor


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)


def _singular(kind: str) -> str:
    return "agency" if kind == "agencies" else kind.removesuffix("s")
