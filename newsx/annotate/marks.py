"""A record to the marks and joins of a task."""

from collections.abc import Iterator
from typing import Any

from newsx.annotate.task import ANSWER, JOINS, SAME, VALUES, Join, Mark, Task, label_of, lists
from newsx.errors import InputError
from newsx.kept import Kept

Item = dict[str, Any]


def task(kept: Kept) -> Task:
    """The task of one article. Raises InputError when its text is not at hand."""
    source = kept.record.source
    if kept.text is None:
        raise InputError(f"{source.path or source.id}: its text is not at hand; write records with -f jsonl-text")
    record = kept.record.model_dump(mode="json")
    return Task(kept.text, tuple(marks(record)), tuple(joins(record)), record, source.id, source.published)


def marks(record: Item) -> Iterator[Mark]:
    """Every finding at its place, further mentions after it, and the answers to charges."""
    for kind in lists():
        for item in record[kind]:
            label = label_of(kind, item)
            for number, span in enumerate(spans(item)):
                values = {name: item[name] for name in VALUES[label]} if number == 0 else {}
                yield Mark(key(item["id"], number), label, span["start"], span["end"], values)
            for number, answer in enumerate(item.get("responses", ())):
                place = answer_key(item["id"], number)
                yield Mark(place, ANSWER, answer["start"], answer["end"], {"kind": answer["kind"]})


def joins(record: Item) -> Iterator[Join]:
    """Every reference of the record between things that have a place, and what is the same as what."""
    placed = {mark.key for mark in marks(record)}
    for join in _all_joins(record):
        if join.source in placed and join.target in placed:
            yield join


def spans(item: Item) -> list[Item]:
    """Where an item stands: its own stretch first, if it has one, then its mentions, each once."""
    own = [item] if "start" in item else []
    places = {(span["start"], span["end"]): span for span in (*own, *item.get("mentions", ()))}
    return list(places.values())


def key(id_: str, number: int) -> str:
    """The key of the mark of an item's nth stretch."""
    return id_ if number == 0 else f"{id_}.{number + 1}"


def answer_key(charge: str, number: int) -> str:
    """The key of the mark of a charge's nth answer."""
    return f"{charge}.answer-{number + 1}"


def _all_joins(record: Item) -> Iterator[Join]:
    for kind in lists():
        for item in record[kind]:
            label = label_of(kind, item)
            for name in JOINS.get(label, ()):
                yield from (Join(item["id"], ref["id"], name) for ref in item[name])
            yield from (Join(key(item["id"], n), item["id"], SAME) for n in range(1, len(spans(item))))
            for number, answer in enumerate(item.get("responses", ())):
                place = answer_key(item["id"], number)
                yield Join(place, item["id"], "of")
                if answer["party"]:
                    yield Join(place, answer["party"]["id"], "party")
