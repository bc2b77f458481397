"""Finished parts to the articles whose records they hold: a run that goes on leaves these out.

An article is known by eight bytes of a hash of its source: id, path, the text's hash and all metadata. They are only
compared with those of the same file.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

import ray

from newsx.addresses import system_of
from newsx.article import Article
from newsx.records import Source

BYTES = 8
# Parts to a task: they are read in less time than a process takes to start.
PARTS = 16


class Done:
    """The articles of one file that have their record; each record answers for one article."""

    def __init__(self, known: bytes) -> None:
        self.left = Counter(known[at : at + BYTES] for at in range(0, len(known), BYTES))

    def has(self, article: Article) -> bool:
        """Whether the article's record is there."""
        if not self.left:
            return False
        mark = known(article.source())
        self.left[mark] -= 1
        return self.left[mark] >= 0


def find(folder: str, parts: tuple[str, ...], paths: Iterable[str]) -> dict[str, bytes]:
    """Of each path, what its Done is made of. The cluster reads the parts."""
    wanted = set(paths)
    found: dict[str, bytearray] = {}
    read = ray.remote(_read)
    tasks = [read.remote(folder, parts[at : at + PARTS]) for at in range(0, len(parts), PARTS)]
    for some in ray.get(tasks):
        for path, known in some.items():
            if place := _place(path, wanted):
                found.setdefault(place, bytearray()).extend(known)
    return {place: bytes(known) for place, known in found.items()}


def _read(folder: str, names: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytearray] = {}
    for name in names:
        system, root = system_of(folder)
        with system.open(f"{root}/{name}", "rb") as stream:
            for source in _parquet(stream) if name.endswith(".parquet") else _lines(stream):
                found.setdefault(source.path or "", bytearray()).extend(known(source))
    return {path: bytes(known) for path, known in found.items()}


def _lines(stream: Iterable[bytes]) -> Iterator[Source]:
    for line in stream:
        yield Source.model_validate(json.loads(line)["source"])


def _parquet(stream: Any) -> Iterator[Source]:
    from newsx.write.parquet import arrow

    for batch in arrow().parquet.ParquetFile(stream).iter_batches(columns=["source"]):
        yield from (Source.model_validate(source) for source in batch.column("source").to_pylist())


def known(source: Source) -> bytes:
    return blake2b(source.model_dump_json().encode(), digest_size=BYTES).digest()


def _place(path: str, wanted: set[str]) -> str | None:
    """The file that an article's path lies in: itself, or the archive that the path goes through."""
    while path and path not in wanted:
        path = path.rpartition("/")[0]
    return path or None
