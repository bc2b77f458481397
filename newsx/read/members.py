"""A gzip file of many members, as web archives are packed, to one stream that goes on after a damaged member."""

import io
import zlib
from typing import IO, Any

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
_GZIP = 31  # zlib's number for "a gzip header, and the largest window"


class DamagedError(OSError):
    """A member is damaged. The next read goes on with the member after it."""


def members(stream: IO[bytes]) -> IO[bytes]:
    """The unpacked stream. Reading raises DamagedError once for each damaged stretch."""
    return io.BufferedReader(_Members(stream))


class _Members(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.packed = b""
        self.plain = b""
        self.unzip = zlib.decompressobj(_GZIP)
        self.inside = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.plain:
            self.packed = self.packed or self.stream.read(_CHUNK)
            if not self.packed:
                return self._end()
            self._unpack()
        data, self.plain = self.plain[: len(buffer)], self.plain[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()

    def _unpack(self) -> None:
        try:
            self.plain = self.unzip.decompress(self.packed)
        except zlib.error as error:
            self._skip()
            raise DamagedError("a damaged gzip member") from error
        self.inside = not self.unzip.eof
        self.packed = self.unzip.unused_data
        if self.unzip.eof:
            self.unzip = zlib.decompressobj(_GZIP)

    def _skip(self) -> None:
        """Go to where the next member may begin."""
        self.unzip, self.inside = zlib.decompressobj(_GZIP), False
        data = self.packed[1:]
        while (found := data.find(_MAGIC)) < 0:
            more = self.stream.read(_CHUNK)
            if not more:
                self.packed = b""
                return
            data = data[-2:] + more
        self.packed = data[found:]

    def _end(self) -> int:
        if self.inside:
            self.inside = False
            raise DamagedError("a gzip file that is cut off")
        return 0
