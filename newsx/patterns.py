"""Pattern packs: the words and names that newsx knows, each entry with sentences that prove it.

A pack is a TOML file `patterns/NAME.toml` (or a folder `patterns/NAME/` of them) with `[[entry]]` tables. Each entry
has an `id`, its own fields, `finds` (sentences in which it must be found) and `skips` (sentences in which it must not).
A wheel holds the packs as JSON too, without `finds` and `skips`, which loads faster. A user's own folder adds entries
and replaces those of the same `id`.
"""

import hashlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from newsx.errors import PatternError

Entry = dict[str, Any]

_PACKAGE = Path(__file__).parent
_own: list[Path] = []
PROOFS = ("finds", "skips")
# The library's time for a key grows with the square of its parts.
_DEEP_KEY = re.compile(r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){50}""")


def folder() -> Path:
    """Where the packs lie: beside the modules in a wheel, at the top of the tree in a checkout."""
    packed = _PACKAGE / "patterns"
    return packed if packed.is_dir() else _PACKAGE.parent / "patterns"


def add(root: Path) -> None:
    """Let a user's own folder of packs add to and replace ours, for the rest of the process.

    Raises PatternError when it is no folder, when a file is broken, or when patterns have been read already.
    """
    if root in _own:
        return
    if load.cache_info().currsize:
        raise PatternError(f"{root}: patterns are in use already; name the folder before the first article is read")
    if not root.is_dir():
        raise PatternError(f"{root}: no such folder")
    known = set(packs(folder()))
    for pack in packs(root):
        if pack not in known:
            raise PatternError(f"{root}: no pack is called {pack!r}; there are {', '.join(sorted(known))}")
        read(root, pack)
    _own.append(root)


@cache
def load(pack: str) -> tuple[Entry, ...]:
    """The entries of a pack, without their proofs, in the order of the files; the user's own come last."""
    built = folder() / "built" / f"{pack}.json"
    ours = json.loads(built.read_bytes()) if built.is_file() else bare(folder(), pack)
    entries = {entry["id"]: entry for entry in ours}
    for root in _own:
        entries.update((entry["id"], entry) for entry in bare(root, pack))
    return tuple(entries.values())


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
        text = file.read_text("utf-8")
        content = tomllib.loads(text) if not _DEEP_KEY.search(text) else _too_deep()
    except (tomllib.TOMLDecodeError, ValueError, OSError) as error:
        raise PatternError(f"{file}: {error}") from error
    except RecursionError as error:
        raise PatternError(f"{file}: lists or tables inside each other too deep") from error
    entries: list[Entry] = content.get("entry", [])
    if not isinstance(entries, list):
        raise PatternError(f"{file}: `entry` must be tables: [[entry]]")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise PatternError(f"{file}: entry {number}: an entry needs an id")
    return entries


def _too_deep() -> Entry:
    raise ValueError("a key of more than fifty parts")


def digest() -> str:
    """The SHA-256 of all packs in use, as lower-case hexadecimal: which words a record was made with."""
    content = hashlib.sha256()
    for root in (folder(), *_own):
        for pack in packs(root):
            for file in files(root, pack):
                content.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return content.hexdigest()
