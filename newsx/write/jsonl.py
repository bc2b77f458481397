"""Records to JSON Lines: one on each line, written as each is ready."""

from typing import IO

from newsx.records import Record


def line(record: Record) -> bytes:
    """The record on one line, with its line end."""
    return record.model_dump_json().encode() + b"\n"


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes each record at once, so that a reader at the other end of a pipe need not wait."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, record: Record) -> None:
        """Write one line."""
        self.stream.write(line(record))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""
