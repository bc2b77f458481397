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

from newsx.addresses import put
from newsx.engines.folder import Folder, Start
from newsx.records import Record
from newsx.talk import findings
from newsx.write import Writer, file_writer, stream_writer

ROWS = 2000


@dataclass(slots=True)
class Tally:
    """What came of the articles; `already` are the records that earlier starts of the run wrote."""

    records: int = 0
    already: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another one."""
        self.records += other.records
        self.findings += other.findings
        self.failures += other.failures
        self.warnings += other.warnings


class Parts(Datasink):  # type: ignore[misc]  # Ray has no types
    """Parts in the output folder. What is written again, after a machine was lost, has the same name and content.

    `start` is known when `begin` has made the folder ready.
    """

    def __init__(self, folder: str, format: str) -> None:
        self.folder, self.format = Folder(folder), format
        self.start = Start("")
        self.tally = Tally()

    @property
    def min_rows_per_write(self) -> int:
        """How many rows go to a file, if there are enough."""
        return ROWS

    def begin(self, key: str, *, force: bool = False, resume: bool = False) -> None:
        """Make the folder ready for a run whose records depend on what `key` says. Raises UsageError."""
        self.start = self.folder.begin(f"{key} as {self.format}", force=force, resume=resume)

    def write(self, blocks: Iterable[Any], ctx: Any) -> Tally:
        """One part: runs on any machine. What comes out of it reaches the driver once, however often it runs."""
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part"
            tally = self._fill(part, blocks)
            if tally.records:
                put(part, f"{self.folder.address}/{self.start.part(ctx.task_idx, self.format)}")
        return tally

    def on_write_complete(self, write_result: Any) -> None:
        """All parts are there: runs on the driver."""
        for tally in write_result.write_returns:
            self.tally.add(tally)
        self.folder.finish(self.start)

    def _fill(self, part: Path, blocks: Iterable[Any]) -> Tally:
        if self.format == "parquet":
            return _written(file_writer(self.format, part), blocks)
        with part.open("wb") as stream:
            return _written(stream_writer(self.format, stream), blocks)


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
            tally.warnings += (f"{record.source.path or record.source.id}: {said}" for said in record.warnings)
    writer.close()
    return tally
