"""Pattern packs to what is wrong with them: every entry must be found in its `finds` and in none of its `skips`.

A pack proves itself by the module of its name beside this file: `found(entry, sentence)` says whether newsx, with that
entry, finds it in that sentence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from newsx import patterns
from newsx.errors import PatternError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: file, line (from 1) and entry."""

    file: Path
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.message}"


def check(root: Path) -> Iterator[Problem]:
    """Everything that is wrong with the packs of a folder, in the order of its files.

    Raises PatternError when a file cannot be read at all or belongs to no pack.
    """
    for pack in patterns.packs(root):
        found = prover(pack)
        seen: set[str] = set()
        for file in patterns.files(root, pack):
            lines = _lines(file)
            for entry in patterns.read_file(file):
                for message in _wrong(entry, found, seen):
                    yield Problem(file, lines.get(entry["id"], 1), entry["id"], message)
                seen.add(entry["id"])


def prover(pack: str) -> Callable[[patterns.Entry, str], bool]:
    """How an entry of a pack is proved. Raises PatternError when there is no such pack."""
    try:
        module = import_module(f"newsx.proofs.{pack.replace('-', '_')}")
    except ModuleNotFoundError as error:
        raise PatternError(f"no pack is called {pack!r}") from error
    found: Callable[[patterns.Entry, str], bool] = module.found
    return found


def _wrong(entry: patterns.Entry, found: Callable[[patterns.Entry, str], bool], seen: set[str]) -> Iterator[str]:
    if entry["id"] in seen:
        yield "another entry has this id"
    if not entry.get("finds"):
        yield "has no sentence in `finds`"
    for field, expected in (("finds", True), ("skips", False)):
        for sentence in entry.get(field, []):
            try:
                is_found = found(entry, sentence)
            except (KeyError, TypeError, ValueError, re.error) as error:
                yield f"cannot be used: {error!r}"
                return
            if is_found is not expected:
                yield f"{'is not' if expected else 'is'} found in {sentence!r}"


def _lines(file: Path) -> dict[str, int]:
    """The line of each entry's id."""
    text = file.read_text("utf-8").splitlines()
    pairs = ((re.match(r"""id\s*=\s*["']([^"']+)["']""", line), n) for n, line in enumerate(text, 1))
    return {match.group(1): n for match, n in pairs if match}
