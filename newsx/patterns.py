"""Pattern packs: the words and names that newsx knows, each entry with sentences that prove it.

A pack is a TOML file `patterns/NAME.toml` (or a folder `patterns/NAME/` of them) with `[[entry]]` tables. Each entry has
an `id`, its own fields, `finds` (sentences in which it must be found) and `skips` (sentences in which it must not).
Entries without `finds` and `skips` are built into the wheel as JSON, which loads faster.
"""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from newsx.errors import PatternError

Entry = dict[str, Any]

_PACKAGE = Path(__file__).parent
PROOFS = ("finds", "skips")


def folder() -> Path:
    """Where the packs lie: beside the modules in a wheel, at the top of the tree in a checkout."""
    packed = _PACKAGE / "patterns"
    return packed if packed.is_dir() else _PACKAGE.parent / "patterns"


@cache
def load(pack: str) -> tuple[Entry, ...]:
    """The entries of a pack, without their proofs, in the order of the files."""
    built = folder() / "built" / f"{pack}.json"
    if built.is_file():
        return tuple(json.loads(built.read_bytes()))
    return tuple(bare(folder(), pack))


@cache
def words(pack: str, entry: str) -> frozenset[str]:
    """The `phrases` of one entry of a pack, case-folded.

    Raises KeyError when there is no such entry.
    """
    for e in load(pack):
        if e["id"] == entry:
            return frozenset(p.casefold() for p in e["phrases"])
    raise KeyError(f"{pack}.{entry}")


def read(root: Path, pack: str) -> list[Entry]:
    """The entries of a pack from its TOML, proofs included."""
    return [entry for file in files(root, pack) for entry in read_file(file)]


def bare(root: Path, pack: str) -> list[Entry]:
    """The entries of a pack from its TOML, without their proofs."""
    return [{k: v for k, v in e.items() if k not in PROOFS} for e in read(root, pack)]


def packs(root: Path) -> list[str]:
    """The names of the packs in a folder, sorted."""
    found = {p.stem for p in root.glob("*.toml")} | {p.parent.name for p in root.glob("*/*.toml")}
    return sorted(found)


def files(root: Path, pack: str) -> list[Path]:
    """The TOML files of a pack, sorted."""
    return [*root.glob(f"{pack}.toml"), *sorted(root.glob(f"{pack}/*.toml"))]


def read_file(file: Path) -> list[Entry]:
    """The entries of one TOML file.

    Raises PatternError, which names the file and the place.
    """
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PatternError(f"{file}: {error}") from error
    entries = content.get("entry", [])
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise PatternError(f"{file}: entry {number}: an entry needs an id")
    return entries
