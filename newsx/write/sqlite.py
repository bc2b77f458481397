"""Records to an SQLite database: a table a kind of item, keys that Datasette follows, views, and search over all."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from newsx.errors import NewsxError
from newsx.records import Record, Ref, Response, Source, Span
from newsx.write.rows import items, kinds
from newsx.write.sqlite_views import VIEWS

COMMIT_EVERY = 500

# Every item has a number of its own over all articles, so that one column is enough to point at it.
_FIXED = """
CREATE TABLE items (
    item INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(article), id TEXT NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (article, id));
CREATE TABLE refs (
    item INTEGER NOT NULL REFERENCES items(item), field TEXT NOT NULL,
    target INTEGER NOT NULL REFERENCES items(item), confidence REAL);
CREATE INDEX refs_item ON refs (item, field);
CREATE INDEX refs_target ON refs (target);
CREATE TABLE spans (
    item INTEGER NOT NULL REFERENCES items(item), field TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, rule TEXT);
CREATE INDEX spans_item ON spans (item, field);
CREATE TABLE responses (
    charge INTEGER NOT NULL REFERENCES items(item), kind TEXT NOT NULL, party INTEGER REFERENCES items(item),
    action INTEGER REFERENCES items(item), text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    confidence REAL);
CREATE INDEX responses_charge ON responses (charge);
CREATE VIRTUAL TABLE search USING fts5 (text, article UNINDEXED, item UNINDEXED, field UNINDEXED);
CREATE VIRTUAL TABLE articles_fts USING fts5 (title, text, content='articles', content_rowid='article');
"""
# A number to add up and compare, beside the exact words of the record.
_NUMBERS = {"amount": "amount_text"}


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes each record in one piece; foreign keys are on while it does."""

    def __init__(self, path: Path) -> None:
        self.article = 0
        self.item = 0
        self.numbers: dict[str, int] = {}  # of the items of one record, by their ids
        self.base = sqlite3.connect(path)
        self._do("PRAGMA foreign_keys = ON")
        self._do("PRAGMA synchronous = OFF")  # it reaches the disk before it has its name
        with _told():
            self.base.executescript(_articles() + _FIXED + "".join(_table(kind) for kind in kinds()) + VIEWS)

    def write(self, record: Record, text: str | None = None) -> None:
        """Add the article, its text, and everything in its record."""
        self.article += 1
        source = record.source.model_dump()
        text = _clean(text)
        warnings = json.dumps(record.warnings)
        self._add("articles", {"article": self.article, **source, "text": text, "warnings": warnings})
        self._add("articles_fts", {"rowid": self.article, "title": source["title"], "text": text})
        if text:
            self._add("search", {"text": text, "article": self.article, "field": "article"})
        found = list(items(record))
        self.numbers = {item.id: self.item + n for n, (_, item) in enumerate(found, 1)}
        self.item += len(found)
        for kind, item in found:
            name = getattr(item, "name", None) or item.text
            self._add("items", self._known(item) | {"kind": kind, "name": name})
        for kind, item in found:
            self._item(kind, item)
        if self.article % COMMIT_EVERY == 0:
            with _told():
                self.base.commit()

    def close(self) -> None:
        """Finish the database."""
        with _told():
            self.base.commit()
            self.base.execute("PRAGMA optimize")
            self.base.close()

    def _known(self, item: Any) -> dict[str, Any]:
        return {"item": self.numbers[item.id], "article": self.article, "id": item.id}

    def _item(self, kind: str, item: Any) -> None:
        cells = {name: _cell(getattr(item, name)) for name in _columns(kind) if name != "id"}
        exact = {text: cells[name] for name, text in _NUMBERS.items() if name in cells}
        self._add(kind, self._known(item) | cells | exact)
        for field, value in item:
            for part in value if isinstance(value, tuple) else (value,):
                self._part(self.numbers[item.id], field, part)
        sentence = item.evidence.text if hasattr(item, "evidence") else getattr(item, "name", item.__dict__.get("text"))
        self._add("search", {"text": sentence, "article": self.article, "item": self.numbers[item.id], "field": kind})

    def _part(self, item: int, field: str, part: Any) -> None:
        """What an item points at, and the stretches of text that it stands on."""
        if isinstance(part, Ref):
            target, confidence = self.numbers[part.id], getattr(part, "confidence", None)
            self._add("refs", {"item": item, "field": field, "target": target, "confidence": confidence})
        elif isinstance(part, Response):
            self._add("responses", self._response(item, part))
        elif isinstance(part, Span):
            span = {"start": part.start, "end": part.end, "text": part.text, "rule": getattr(part, "rule", None)}
            self._add("spans", {"item": item, "field": field} | span)

    def _response(self, charge: int, answer: Response) -> dict[str, Any]:
        told = {"kind": answer.kind, "text": answer.text, "start": answer.start, "end": answer.end}
        party = self.numbers[answer.party.id] if answer.party else None
        action = self.numbers[answer.action.id] if answer.action else None
        return told | {"charge": charge, "party": party, "action": action, "confidence": answer.confidence}

    def _add(self, table: str, values: dict[str, Any]) -> None:
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        self._do(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))

    def _do(self, command: str, values: tuple[Any, ...] = ()) -> None:
        with _told():
            self.base.execute(command, values)


@contextmanager
def _told() -> Iterator[None]:
    """What the disk refuses, in one line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise NewsxError(f"the database cannot be written: {error}") from error


def _articles() -> str:
    names = ", ".join(f'"{name}" {"INTEGER" if name == "characters" else "TEXT"}' for name in Source.model_fields)
    return f"CREATE TABLE articles (article INTEGER PRIMARY KEY, {names}, text TEXT, warnings TEXT);\n"


def _table(kind: str) -> str:
    columns = [name for name in _columns(kind) if name != "id"]
    names = [f'"{name}" {_type(kind, name)}' for name in columns]
    names += [f"{text} TEXT" for name, text in _NUMBERS.items() if name in columns]
    return (
        f"CREATE TABLE {kind} (item INTEGER PRIMARY KEY REFERENCES items(item), "
        f"article INTEGER NOT NULL REFERENCES articles(article), id TEXT NOT NULL, {', '.join(names)});\n"
        f"CREATE INDEX {kind}_article ON {kind} (article);\n"
    )


def _columns(kind: str) -> list[str]:
    """The fields of a kind that are values; references, responses and spans have tables of their own."""
    fields = kinds()[kind].model_fields
    return [name for name, field in fields.items() if not any(word in str(field.annotation) for word in _ELSEWHERE)]


_ELSEWHERE = ("records.Ref", "records.Link", "records.Response", "records.Span", "records.Evidence")


def _type(kind: str, name: str) -> str:
    if name in _NUMBERS:
        return "NUMERIC"
    annotation = kinds()[kind].model_fields[name].annotation
    if float in (annotation, *get_args(annotation)):
        return "REAL"
    return "INTEGER" if annotation in (int, bool) else "TEXT"


def _cell(value: Any) -> Any:
    """A value as SQLite takes it; lists and objects as JSON."""
    if isinstance(value, tuple):
        return json.dumps([v.model_dump() if isinstance(v, BaseModel) else v for v in value], ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value


def _clean(text: str | None) -> str | None:
    """The text as SQLite takes it: a lone surrogate has no UTF-8."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")
