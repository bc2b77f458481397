"""Records to JSON Lines: one on each line, written as each is ready."""

from typing import IO

from newsx.kept import line
from newsx.records import Record


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes each record at once, so that a reader at the other end of a pipe need not wait."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, record: Record, text: str | None = None) -> None:
        """Write one line."""
        self.stream.write(line(record, None))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""
