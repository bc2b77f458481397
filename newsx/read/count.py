"""Paths to the number of articles in them, where that costs little to know."""

from collections.abc import Iterable
from pathlib import Path

from newsx.errors import NewsxError
from newsx.read.places import STDIN, is_address
from newsx.read.sources import files


def count(inputs: Iterable[str]) -> int | None:
    """How many articles there will be; None where they lie in an archive, far away or in a pipe."""
    if any(name == STDIN or is_address(name) for name in inputs):
        return None
    total = 0
    for file in files(inputs):
        if isinstance(file, NewsxError):
            total += 1
        elif file.path is None or not Path(file.path).is_file():
            return None
        elif file.name.lower().endswith((".jsonl", ".ndjson")):
            with file.open() as lines:
                total += sum(1 for line in lines if line.strip())
        else:
            total += 1
    return total
