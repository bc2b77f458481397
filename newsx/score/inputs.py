"""Files to gold annotations and to records, by the article's id."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsx.errors import InputError, UsageError
from newsx.kept import opened
from newsx.score.fields import is_day
from newsx.score.names import Entry

_LISTS = ("actors", "agencies", "charges", "fines", "dates", "actions")


def golds(path: Path) -> dict[str, Entry]:
    """The annotations of a folder of JSON files, or of a file of them, or of records that somebody reviewed."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    found = [as_gold(entry) for file in files for entry in objects(file)]
    if not found:
        raise UsageError(f"{path}: no annotations here")
    for entry in found:
        if "id" not in entry or any(not isinstance(entry.get(name), list) for name in _LISTS):
            raise InputError(f"{path}: {entry.get('id', 'an entry')}: neither an annotation nor a record")
    return {str(entry["id"]): entry for entry in found}


def records(path: Path) -> dict[str, Entry]:
    """The records of a file, or of the files of a folder."""
    files = sorted([*path.glob("*.jsonl"), *path.glob("*.json")]) if path.is_dir() else [path]
    found = {}
    for entry in (entry for file in files for entry in objects(file)):
        source = entry.get("source")
        if not isinstance(source, dict) or "id" not in source:
            raise InputError(f"{path}: not records of newsx: an object without `source`")
        found[str(source["id"])] = entry
    return found


def as_gold(entry: Entry) -> Entry:
    """An annotation as it is, and a record as the annotation that says the same."""
    if not isinstance(entry.get("source"), dict):
        return entry
    return {
        "v": 2,
        "id": entry["source"]["id"],
        "published": entry["source"]["published"],
        "actors": [_named(actor) | _of(actor, "type", "part") for actor in entry["actors"]],
        "agencies": [_named(agency) | _of(agency, "kind", "country") for agency in entry["agencies"]],
        "charges": [
            _worded(c) | _of(c, "offence", "status") | {"accused": _names(c["accused"]), "by": _names(c["by"])}
            for c in entry["charges"]
            if c["polarity"] != "negated" and c["modality"] != "negated"
        ],
        "fines": [_fine(fine) for fine in entry["fines"] if fine["amount"] is not None],
        "sentences": [
            _worded(s) | _of(s, "kind", "duration", "status") | {"on": _names(s["on"]), "by": _names(s["by"])}
            for s in entry["sentences"]
        ],
        "responses": list(_responses(entry)),
        "dates": [_of(date, "text", "value") for date in entry["dates"] if date["value"] and is_day(date["value"])],
        "actions": [
            _of(a, "type", "text", "modality") | {"by": _names(a["by"]), "on": _names(a["on"])}
            for a in entry["actions"]
        ],
    }


def objects(path: Path) -> Iterator[Entry]:
    """The JSON objects of a file: one, an array, or one a line."""
    try:
        with opened(path) as stream:
            data = stream.read().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    try:
        content = _content(data)
    except ValueError as error:
        raise InputError(f"{path}: broken JSON: {error}") from error
    if not all(isinstance(each, dict) for each in content):
        raise InputError(f"{path}: objects are needed")
    yield from content


def _content(data: str) -> list[Any]:
    try:
        content = json.loads(data)
    except ValueError:
        return [json.loads(line) for line in data.split("\n") if line.strip()]
    return content if isinstance(content, list) else [content]


def _named(entity: Entry) -> Entry:
    return {"name": entity["name"], "also": list(entity["aliases"])}


def _worded(item: Entry) -> Entry:
    return {"text": item["text"], "also": [m["text"] for m in item.get("mentions", ()) if m["text"] != item["text"]]}


def _fine(fine: Entry) -> Entry:
    same = [{"amount": e["amount"], "currency": e["currency"]} for e in fine["equivalents"]]
    return (
        _worded(fine)
        | _of(fine, "amount", "currency", "kind", "status")
        | {"payer": _names(fine["payers"]), "by": _names(fine["by"]), "also_amounts": same}
    )


def _responses(entry: Entry) -> Iterator[Entry]:
    """Each party's answer of a kind once, whichever charges it answers."""
    seen = set()
    for answer in (answer for charge in entry["charges"] for answer in charge["responses"]):
        party = answer["party"]
        if party and (party["name"], answer["kind"]) not in seen:
            seen.add((party["name"], answer["kind"]))
            yield {"party": [party["name"]], "kind": answer["kind"], "text": answer["text"], "to": []}


def _of(item: Entry, *names: str) -> Entry:
    return {name: item.get(name) for name in names}


def _names(references: list[Entry]) -> list[str]:
    return [reference["name"] for reference in references]
