"""Records to JSON Lines, each with its article's text: what a page, a database or an annotation tool needs."""

from typing import IO

from newsx.kept import line
from newsx.records import Record


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Writes each record at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def write(self, record: Record, text: str | None = None) -> None:
        """Write one line."""
        self.stream.write(line(record, text))
        self.stream.flush()

    def close(self) -> None:
        """Nothing is left to write."""
