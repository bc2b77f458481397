"""A stream of records that can be gone back in: to where, inside what one record claimed, another one begins."""

from typing import IO


class Again:
    """A stream of which what was read can be put back, to be read once more."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.back = memoryview(b"")

    def readline(self, most: int) -> bytes:
        """The next line, or as much of it as is allowed."""
        if not self.back:
            return self.stream.readline(most)
        line = bytes(self.back[:most])
        line = line[: line.find(b"\n") + 1 or most]
        self.back = self.back[len(line) :]
        if line.endswith(b"\n") or len(line) == most or self.back:
            return line
        return line + self.stream.readline(most - len(line))

    def read(self, most: int) -> bytes:
        """Some of what comes next; nothing only at the end."""
        if not self.back:
            return self.stream.read(most)
        data, self.back = bytes(self.back[:most]), self.back[most:]
        return data

    def put_back(self, data: bytes) -> None:
        """Read this once more, before all else."""
        self.back = memoryview(data + bytes(self.back))


class Suspect:
    """What follows the first sign of another record, for the case that it is one; `size` is how much that is."""

    def __init__(self, sign: bytes) -> None:
        self.sign = sign
        self.size = 0
        self.parts: list[bytes] = []
        self.tail = b""

    def see(self, data: bytes) -> None:
        """Look through the next stretch."""
        window = self.tail + data
        if not self.parts and (found := window.find(self.sign)) >= 0:
            data = window[found:]
        elif not self.parts:
            self.tail = window[-len(self.sign) :]
            return
        self.parts.append(data)
        self.size += len(data)

    def all(self) -> bytes:
        """All that was kept."""
        return b"".join(self.parts)
