"""Paths to the number of articles in them, where that costs little to know."""

from collections.abc import Iterable
from pathlib import Path

from newsx.errors import InputError, NewsxError
from newsx.read.places import STDIN, is_address
from newsx.read.sources import BROKEN, File, files

_TABLES = (".csv", ".tsv", ".xlsx")


def count(inputs: Iterable[str]) -> int | None:
    """How many articles there will be; None where they lie in an archive or a table, far away or in a pipe."""
    if any(name == STDIN or is_address(name) for name in inputs):
        return None
    total = 0
    for file in files(inputs):
        if isinstance(file, NewsxError):
            total += 1
        elif file.path is None or not Path(file.path).is_file() or file.name.lower().endswith(_TABLES):
            return None
        else:
            total += _lines(file) if file.name.lower().endswith((".jsonl", ".ndjson")) else 1
    return total


def _lines(file: File) -> int:
    total = 0
    try:
        with file.open() as lines:
            for line in lines:
                total += bool(line.strip())
    except (*BROKEN, InputError):
        total += 1  # the line that will say so
    return total
