"""Rows of records to the files of an output folder, one for some thousand rows, here or at an address."""

import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ray.data.block import BlockAccessor
from ray.data.datasource import Datasink

from newsx.errors import UsageError
from newsx.read.remote import system_of
from newsx.records import Record
from newsx.talk import findings
from newsx.write import Writer, file_writer, stream_writer

DONE = "_SUCCESS"
ROWS = 2000


@dataclass(slots=True)
class Tally:
    """What came of the articles."""

    records: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another one."""
        self.records += other.records
        self.findings += other.findings
        self.failures += other.failures


class Parts(Datasink):  # type: ignore[misc]  # Ray has no types
    """The output folder. A part that is written again, after a machine was lost, has the same name and content."""

    def __init__(self, folder: str, format: str) -> None:
        self.folder, self.format = folder.rstrip("/"), format
        self.tally = Tally()

    @property
    def min_rows_per_write(self) -> int:
        """How many rows go to a file, if there are enough."""
        return ROWS

    def prepare(self, *, force: bool) -> None:
        """Make the folder. Raises UsageError where it holds anything; with `force`, anything but an earlier output."""
        system, root = system_of(self.folder)
        inside = (
            [path.rstrip("/").rpartition("/")[2] for path in system.ls(root, detail=False)]
            if system.exists(root)
            else []
        )
        if any(not self._ours(name) for name in inside):
            raise UsageError(f"{self.folder} holds other files: name a folder of its own for the records")
        if inside and not force:
            raise UsageError(f"{self.folder} exists: --force overwrites it")
        for name in inside:
            system.rm(f"{root}/{name}")
        system.makedirs(root, exist_ok=True)

    def write(self, blocks: Iterable[Any], ctx: Any) -> Tally:
        """One part: runs on any machine. What comes out of it reaches the driver once, however often it runs."""
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part"
            tally = self._fill(part, blocks)
            if tally.records:
                system, root = system_of(self.folder)
                system.put_file(str(part), f"{root}/part-{ctx.task_idx:06}.{self.format}")
        return tally

    def on_write_complete(self, write_result: Any) -> None:
        """All parts are there: runs on the driver."""
        for tally in write_result.write_returns:
            self.tally.add(tally)
        system, root = system_of(self.folder)
        system.pipe_file(f"{root}/{DONE}", b"")

    def _fill(self, part: Path, blocks: Iterable[Any]) -> Tally:
        if self.format == "parquet":
            return _written(file_writer(self.format, part), blocks)
        with part.open("wb") as stream:
            return _written(stream_writer(self.format, stream), blocks)

    def _ours(self, name: str) -> bool:
        return name == DONE or (name.startswith("part-") and name.endswith((".jsonl", ".parquet")))


def packed(record: Record) -> bytes:
    """The record as it travels between machines: a fifth of its size."""
    return zlib.compress(record.model_dump_json().encode(), 1)


def _written(writer: Writer, blocks: Iterable[Any]) -> Tally:
    tally = Tally()
    for block in blocks:
        for row in BlockAccessor.for_block(block).iter_rows(public_row_format=True):
            if row["error"]:
                tally.failures.append(row["error"])
                continue
            record = Record.model_validate_json(zlib.decompress(row["record"]))
            writer.write(record)
            tally.records += 1
            tally.findings += findings(record)
    writer.close()
    return tally
