"""Pattern packs to what is wrong with them: every entry must be found in its `finds` and in none of its `skips`.

A pack proves itself by the module of its name in `tests/proofs` (`packs` beside this file in a wheel):
`found(entry, sentence)` says whether newsx, with that entry, finds it in that sentence.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from newsx import patterns
from newsx.errors import FAULTS, PatternError

_PACKAGE = f"{__name__}.packs"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where: file, line (from 1) and entry."""

    file: Path
    line: int
    entry: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.message}"


@dataclass(slots=True)
class Proved:
    """How many entries were looked at, and how many sentences they were tried on."""

    entries: int = 0
    sentences: int = 0


def check(root: Path, proved: Proved | None = None) -> Iterator[Problem]:
    """Everything that is wrong with the packs of a folder, in the order of its files; `proved` counts what was tried.

    Raises PatternError when a file cannot be read at all or belongs to no pack.
    """
    proved = proved or Proved()
    for pack in patterns.packs(root):
        found = prover(pack)
        seen: set[str] = set()
        for file in patterns.files(root, pack):
            lines = _lines(file)
            for entry in patterns.read_file(file):
                for message in _wrong(entry, found, seen):
                    yield Problem(file, lines.get(entry["id"], 1), entry["id"], message)
                seen.add(entry["id"])
                proved.entries += 1
                sentences = (entry.get(field) for field in patterns.PROOFS)
                proved.sentences += sum(len(some) for some in sentences if isinstance(some, list))


def prover(pack: str) -> Callable[[patterns.Entry, str], bool]:
    """How an entry of a pack is proved. Raises PatternError when there is no such pack."""
    name = pack.replace("-", "_")
    if not (_home() / f"{name}.py").is_file():
        raise PatternError(f"no pack is called {pack!r}")
    _as_package()
    found: Callable[[patterns.Entry, str], bool] = import_module(f"{_PACKAGE}.{name}").found
    return found


def _home() -> Path:
    """Where the provers lie: in the package in a wheel, with the tests in a checkout."""
    packed = Path(__file__).parent / "packs"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "tests" / "proofs"


def _as_package() -> None:
    """Let the folder of the provers be imported under its name in the wheel, wherever it lies."""
    if _PACKAGE in sys.modules:
        return
    init = _home() / "__init__.py"
    spec = spec_from_file_location(_PACKAGE, init, submodule_search_locations=[str(init.parent)])
    assert spec is not None  # a file that ends with .py has one
    sys.modules[_PACKAGE] = module_from_spec(spec)


def _wrong(entry: patterns.Entry, found: Callable[[patterns.Entry, str], bool], seen: set[str]) -> Iterator[str]:
    if entry["id"] in seen:
        yield "another entry has this id"
    if not entry.get("finds"):
        yield "has no sentence in `finds`"
    for field, expected in (("finds", True), ("skips", False)):
        sentences = entry.get(field, [])
        if not isinstance(sentences, list) or not all(isinstance(sentence, str) for sentence in sentences):
            yield f"`{field}` is no list of sentences"
            return
        for sentence in sentences:
            try:
                is_found = found(entry, sentence)
            except (re.error, *FAULTS) as error:
                yield f"cannot be used: {error!r}"
                return
            if is_found is not expected:
                yield f"{'is not' if expected else 'is'} found in {sentence!r}"


def _lines(file: Path) -> dict[str, int]:
    """The line of each entry's id."""
    text = file.read_text("utf-8").splitlines()
    pairs = ((re.match(r"""id\s*=\s*["']([^"']+)["']""", line), n) for n, line in enumerate(text, 1))
    return {match.group(1): n for match, n in pairs if match}
