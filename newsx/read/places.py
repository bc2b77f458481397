"""Inputs to the places where their files lie: folders searched for known endings, in sorted order, one at a time."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from errno import ELOOP, ENOENT, EXDEV
from pathlib import Path
from typing import IO

from newsx.errors import InputError, NewsxError, UsageError

ARTICLES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".csv", ".tsv",
    ".xlsx", ".pdf", ".docx", ".warc",
)  # fmt: skip
PACKED = (".gz", ".zst")
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies, in values that another process can be given: its path or address, and a name with its ending.

    `name` is the path inside the folder that the user named; `named` says whether the user named the file itself.
    """

    path: str
    name: str
    named: bool = True

    def open(self) -> IO[bytes]:
        """The file as it lies there, packed or not. Raises OSError."""
        if is_address(self.path):
            from newsx.read import remote

            return remote.open_(self.path)
        return Path(self.path).open("rb")


def places(inputs: Iterable[str]) -> Iterator[Place | NewsxError]:
    """Where the files are that the inputs name, in their order; what is not there comes as the error."""
    for given in inputs:
        path = Path(given)
        if not given:
            yield UsageError("an empty name: neither a file nor a folder")
        elif given == STDIN:
            yield Place(STDIN, "stdin")
        elif is_address(given):
            from newsx.read import remote

            yield from remote.places(given)
        elif path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield Place(str(path), path.name)
        else:
            yield UsageError(f"{given}: no such file or folder")


def is_address(given: str) -> bool:
    """Whether this names a place such as s3://bucket/folder, not a path of this machine."""
    return "://" in given


def known(name: str) -> bool:
    """Whether the ending says how to read it."""
    return name.lower().endswith(ARCHIVES) or unpacked(name).lower().endswith(ARTICLES)


def unpacked(name: str) -> str:
    """The name without the ending of its packing.

    >>> unpacked("raid.txt.gz")
    'raid.txt'
    """
    return name[: name.rindex(".")] if name.lower().endswith(PACKED) else name


def written(path: str) -> str:
    r"""The path as a record can hold it: bytes that are no UTF-8 are escaped.

    >>> written("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def none_in(folder: str) -> InputError:
    """What is said of a folder without articles."""
    return InputError(f"{folder}: no articles in this folder ({' '.join(ARTICLES)})")


def _folder(root: Path) -> Iterator[Place | NewsxError]:
    empty = True
    for item in _walk(root):
        empty = False
        if isinstance(item, Path):
            yield Place(str(item), item.relative_to(root).as_posix(), named=False)
        else:
            yield item
    if empty:
        yield none_in(str(root))


def _walk(root: Path) -> Iterator[Path | NewsxError]:
    """The files with known endings below a folder, sorted by path; hidden ones are left out, and pipes and devices.

    A link is followed unless it leads out of the folder. Each folder is read once, by whatever way it is reached first.
    """
    home = root.resolve()
    ways = [iter([root])]  # into each folder that is open, what is still to come there
    seen: set[tuple[int, int]] = set()
    while ways:
        path = next(ways[-1], None)
        if path is None:
            ways.pop()
            continue
        try:
            found = _stat(path, home)
            if stat.S_ISDIR(found.st_mode) and (identity := (found.st_dev, found.st_ino)) not in seen:
                seen.add(identity)
                ways.append(_listed(path))
            elif stat.S_ISREG(found.st_mode) and known(path.name):
                yield path
        except OSError as error:
            if known(path.name) or error.errno not in (ENOENT, ELOOP):
                yield InputError(f"{path}: {error.strerror}")


def _listed(folder: Path) -> Iterator[Path]:
    """What lies in a folder. A million names take less memory than a million paths."""
    names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    return (folder / name for name in names)


def _stat(path: Path, home: Path) -> os.stat_result:
    """What lies at a path. Raises OSError, also for a link that leads out of the home folder."""
    found = path.lstat()
    if not stat.S_ISLNK(found.st_mode) or path.parent == path:
        return found
    found = path.stat()
    if not path.resolve().is_relative_to(home):
        raise OSError(EXDEV, "a link that leads out of the folder; name what it leads to, and it is read")
    return found
