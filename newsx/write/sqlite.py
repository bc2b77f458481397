"""Records to an SQLite database: a table a kind of item, references and spans with foreign keys, views, search."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from newsx.errors import NewsxError
from newsx.records import Record, Ref, Source, Span
from newsx.write.rows import items, kinds

COMMIT_EVERY = 500

# An item is known by its article and its id; `items` holds every one, so that references to any kind can be checked.
_FIXED = """
CREATE TABLE items (
    article INTEGER NOT NULL REFERENCES articles, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (article, id)) WITHOUT ROWID;
CREATE TABLE refs (
    article INTEGER NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL, target TEXT NOT NULL,
    FOREIGN KEY (article, item) REFERENCES items, FOREIGN KEY (article, target) REFERENCES items);
CREATE INDEX refs_item ON refs (article, item, field);
CREATE INDEX refs_target ON refs (article, target);
CREATE TABLE spans (
    article INTEGER NOT NULL, item TEXT NOT NULL, field TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, rule TEXT,
    FOREIGN KEY (article, item) REFERENCES items);
CREATE INDEX spans_item ON spans (article, item, field);
CREATE VIRTUAL TABLE search USING fts5 (text, article UNINDEXED, item UNINDEXED, field UNINDEXED);
"""
_VIEWS = """
CREATE VIEW fines_by_payer AS
    SELECT items.name AS payer, fines.currency, fines.status, count(*) AS fines,
        sum(CAST(fines.amount AS REAL)) AS total, max(CAST(fines.amount AS REAL)) AS largest
    FROM fines JOIN refs ON refs.article = fines.article AND refs.item = fines.id AND refs.field = 'payers'
    JOIN items ON items.article = refs.article AND items.id = refs.target
    WHERE NOT EXISTS (SELECT 1 FROM refs AS whole WHERE whole.article = fines.article AND whole.item = fines.id
        AND whole.field = 'part_of')
    GROUP BY items.name, fines.currency, fines.status;
CREATE VIEW charges_by_accused AS
    SELECT items.name AS accused, charges.offence, charges.status, charges.polarity, charges.text,
        articles.published, articles.path, charges.article, charges.id
    FROM charges JOIN refs ON refs.article = charges.article AND refs.item = charges.id AND refs.field = 'accused'
    JOIN items ON items.article = refs.article AND items.id = refs.target
    JOIN articles ON articles.article = charges.article;
CREATE VIEW actions_by_agency AS
    SELECT items.name AS agency, actions.type, actions.modality, count(*) AS actions
    FROM actions JOIN refs ON refs.article = actions.article AND refs.item = actions.id AND refs.field = 'by'
    JOIN items ON items.article = refs.article AND items.id = refs.target AND items.kind = 'agencies'
    GROUP BY items.name, actions.type, actions.modality;
CREATE VIEW evidence AS
    SELECT spans.article, articles.path, items.kind, spans.item, items.name, spans.rule, spans.text AS sentence
    FROM spans JOIN items ON items.article = spans.article AND items.id = spans.item
    JOIN articles ON articles.article = spans.article WHERE spans.field = 'evidence';
"""


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes each record in one piece; foreign keys are on while it does."""

    def __init__(self, path: Path) -> None:
        self.number = 0
        self.base = sqlite3.connect(path)
        self._do("PRAGMA foreign_keys = ON")
        self._do("PRAGMA synchronous = OFF")  # it reaches the disk before it has its name
        with _told():
            self.base.executescript(_articles() + _FIXED + "".join(_table(kind) for kind in kinds()) + _VIEWS)

    def write(self, record: Record, text: str | None = None) -> None:
        """Add the article and everything in its record."""
        self.number += 1
        source = record.source.model_dump()
        self._add("articles", {"article": self.number, **source, "warnings": json.dumps(record.warnings)})
        found = list(items(record))
        for kind, item in found:
            name = getattr(item, "name", None) or item.text
            self._add("items", {"article": self.number, "id": item.id, "kind": kind, "name": name})
        for kind, item in found:
            self._item(kind, item)
        if self.number % COMMIT_EVERY == 0:
            with _told():
                self.base.commit()

    def close(self) -> None:
        """Finish the database."""
        with _told():
            self.base.commit()
            self.base.execute("PRAGMA optimize")
            self.base.close()

    def _item(self, kind: str, item: Any) -> None:
        self._add(kind, {"article": self.number} | {name: _cell(getattr(item, name)) for name in _columns(kind)})
        known = {"article": self.number, "item": item.id}
        for field, value in item:
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Ref):
                    self._add("refs", known | {"field": field, "target": part.id})
                elif isinstance(part, Span):
                    span = {
                        "start": part.start,
                        "end": part.end,
                        "text": part.text,
                        "rule": getattr(part, "rule", None),
                    }
                    self._add("spans", known | {"field": field} | span)
        sentence = item.evidence.text if hasattr(item, "evidence") else getattr(item, "name", item.__dict__.get("text"))
        self._add("search", known | {"field": kind, "text": sentence})

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
    return f"CREATE TABLE articles (article INTEGER PRIMARY KEY, {names}, warnings TEXT);\n"


def _table(kind: str) -> str:
    names = ", ".join(f'"{name}" {_type(kind, name)}' for name in _columns(kind))
    return (
        f"CREATE TABLE {kind} (article INTEGER NOT NULL, {names}, PRIMARY KEY (article, id), "
        f"FOREIGN KEY (article, id) REFERENCES items);\n"
    )


def _columns(kind: str) -> list[str]:
    """The fields of a kind that are values; references and spans have tables of their own."""
    fields = kinds()[kind].model_fields
    return [name for name, field in fields.items() if not any(word in str(field.annotation) for word in _ELSEWHERE)]


_ELSEWHERE = ("records.Ref", "records.Span", "records.Evidence")


def _type(kind: str, name: str) -> str:
    return "INTEGER" if kinds()[kind].model_fields[name].annotation in (int, bool) else "TEXT"


def _cell(value: Any) -> Any:
    """A value as SQLite takes it; lists and objects as JSON."""
    if isinstance(value, tuple):
        return json.dumps([v.model_dump() if isinstance(v, BaseModel) else v for v in value], ensure_ascii=False)
    return int(value) if isinstance(value, bool) else value
