"""Records to bytes: one module a format, chosen by its name or by the ending of the output file."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from newsx.errors import UsageError

if TYPE_CHECKING:
    from newsx.records import Record

__all__ = [
    "FILES", "STREAMS", "Writer", "ending", "file_writer", "format_of", "is_packed", "ready", "stream_writer",
]  # fmt: skip


class Writer(Protocol):
    """Takes records one at a time; `close` writes what is still to come and leaves the stream open."""

    def write(self, record: "Record", text: str | None = None) -> None:
        """Add one record; `text` is its article's, for formats that show or keep it."""

    def close(self) -> None:
        """Write the end."""


# Formats that write to any stream of bytes, and the endings that choose them.
STREAMS = {
    "summary": None, "table": ".txt", "json": ".json", "jsonl": ".jsonl", "jsonl-text": None, "csv": ".csv",
    "ftm": ".ftm",
}  # fmt: skip
# Formats that show or keep the article's text.
TEXTS = frozenset(("summary", "table", "jsonl-text", "sqlite"))
# Formats that need a file or folder of their own.
FILES: dict[str, tuple[str, ...]] = {
    "sqlite": (".sqlite", ".db"), "parquet": (".parquet",), "xlsx": (".xlsx",), "csv_folder": (),
}  # fmt: skip
PACKED = ".gz"


def is_packed(path: Path | str) -> bool:
    """Whether the name asks for a packed file."""
    return str(path).lower().endswith(PACKED)


def ending(path: Path | str) -> str:
    """The ending of an output file that chooses its format, in small letters.

    >>> ending("records.jsonl.gz")
    '.jsonl'
    """
    return Path(str(path)[: -len(PACKED)] if is_packed(path) else path).suffix.lower()


def format_of(path: Path | str) -> str:
    """The format that the ending of an output file, here or at an address, chooses. Raises UsageError when none."""
    suffix = ending(path)
    if is_packed(path) and any(suffix in endings for endings in FILES.values()):
        raise UsageError(f"{path}: {suffix[1:]} is not packed; name a file that ends in {suffix}")
    for name, known in STREAMS.items():
        if suffix == known:
            return name
    for name, endings in FILES.items():
        if suffix in endings:
            return name
    raise UsageError(f"{path}: no format has this ending; name one with --format")


def ready(name: str) -> None:
    """Raise UsageError when a format needs a package that is missing: better now than when all is extracted."""
    if name == "parquet":
        import_module("newsx.write.parquet").arrow()
    if name == "xlsx":
        import_module("newsx.write.xlsx").excel()


def stream_writer(name: str, stream: IO[bytes]) -> Writer:
    """The writer of a format. Modules are imported when used: a table needs rich, which JSON must not wait for."""
    make: Callable[..., Writer] = import_module(f"newsx.write.{name.replace('-', '_')}").open_writer
    return make(stream)


def file_writer(name: str, path: Path) -> Writer:
    """The writer of a format that makes a file or folder of its own."""
    make: Callable[[Path], Writer] = import_module(f"newsx.write.{name}").open_writer
    return make(path)
