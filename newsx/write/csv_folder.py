"""Records to a folder of CSV files: one for the articles and one for each kind of item, joined by article and id."""

from pathlib import Path
from typing import IO

from newsx.records import Record, Source
from newsx.write.csv import header, lines
from newsx.write.rows import Row, columns, flat, items, kinds, row

ARTICLES = "articles"


def names() -> set[str]:
    """The names of the files in such a folder."""
    return {f"{kind}.csv" for kind in (ARTICLES, *kinds())}


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Keeps a file a kind open; an article is known by its number, since ids may repeat in different folders."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self.number = 0
        self.columns = {ARTICLES: ("article", *Source.model_fields)}
        self.columns |= {kind: ("article", *columns(kind), *_pointers(kind)) for kind in kinds()}
        self.streams: dict[str, IO[bytes]] = {}
        for kind, names in self.columns.items():
            self.streams[kind] = (path / f"{kind}.csv").open("wb")
            self.streams[kind].write(header(names))

    def write(self, record: Record, text: str | None = None) -> None:
        """Add a row for the article and one for each item."""
        self.number += 1
        known = {"article": str(self.number)}
        source = {name: flat(getattr(record.source, name)) for name in Source.model_fields}
        self._add(ARTICLES, known | source)
        for kind, item in items(record):
            ids = {f"{name}_ids": _ids(getattr(item, name)) for name in _references(kind)}
            self._add(kind, known | row(kind, item) | ids)

    def close(self) -> None:
        """Close the files."""
        for stream in self.streams.values():
            stream.close()

    def _add(self, kind: str, cells: Row) -> None:
        self.streams[kind].write(lines(self.columns[kind], [cells]))


def _references(kind: str) -> tuple[str, ...]:
    """The fields of a kind that point at other items."""
    return tuple(
        name
        for name, field in kinds()[kind].model_fields.items()
        if any(kind in str(field.annotation) for kind in ("Ref", "Link"))
    )


def _pointers(kind: str) -> tuple[str, ...]:
    return tuple(f"{name}_ids" for name in _references(kind))


def _ids(value: object) -> str:
    references = value if isinstance(value, tuple) else (value,)
    return " ".join(reference.id for reference in references if reference is not None)
