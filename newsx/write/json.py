"""Records to JSON: an object for one article, an array for several."""

from typing import IO

from newsx.records import Record


class open_writer:  # noqa: N801  every format's module opens its writer by this name
    """Holds one record back: only the second, or the end, says whether an array is needed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.first: Record | None = None
        self.count = 0

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the record, the first one together with the second."""
        self.count += 1
        if self.count == 1:
            self.first = record
            return
        if self.first:
            self.stream.write(b"[\n" + _indented(self.first))
            self.first = None
        self.stream.write(b",\n" + _indented(record))

    def close(self) -> None:
        """Write the object, or the end of the array."""
        if self.first:
            self.stream.write(_indented(self.first) + b"\n")
        else:
            self.stream.write(b"\n]\n" if self.count else b"[]\n")


def _indented(record: Record) -> bytes:
    return record.model_dump_json(indent=2).encode()
