"""Places to files of articles: archives opened, packed files unpacked, one at a time."""

import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import IO, Any, Self, cast

from newsx.errors import InputError, NewsxError
from newsx.read.members import members
from newsx.read.places import ARCHIVES, STDIN, Place, known, places, unpacked

Opener = Callable[[], IO[bytes]]

# What the libraries for packed files and archives raise when these are broken, or packed in a way unknown to them.
BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError,
)  # fmt: skip
_ENCRYPTED = 0x1
_INVALID: type[Exception] = tarfile.InvalidHeaderError  # type: ignore[attr-defined]  # not in its typed part
_TRUNCATED: type[Exception] = tarfile.TruncatedHeaderError  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class File:
    """A file of one or more articles. `name` is its path inside the folder or archive, without packing.

    `named` says whether the user named it, and not only the folder that it lies in; `timeout` is in seconds an article.
    """

    path: str | None
    name: str
    open: Opener
    named: bool = True
    timeout: float | None = None


def files(inputs: Iterable[str]) -> Iterator[File | NewsxError]:
    """Every file that the inputs name, in their order; what cannot be opened comes as the error."""
    for place in places(inputs):
        if isinstance(place, NewsxError):
            yield place
        else:
            yield from inside(place)


def inside(place: Place) -> Iterator[File | NewsxError]:
    """The file at a place, or the files in it where it is an archive."""
    if place.path == STDIN:
        yield File(None, place.name, lambda: sys.stdin.buffer)
        return
    for file in _opened(place):
        yield file if place.named or isinstance(file, NewsxError) else replace(file, named=False)


def _opened(place: Place) -> Iterator[File | NewsxError]:
    lower = place.name.lower()
    if lower.endswith(".zip"):
        yield from _zip(place)
    elif lower.endswith(ARCHIVES):
        yield from _tar(place)
    else:
        yield File(place.path, unpacked(place.name), lambda: unpack(place.open(), place.name))


def unpack(stream: IO[bytes], name: str) -> IO[bytes]:
    """The stream as it was before packing, by the name's ending."""
    if name.lower().endswith(".warc.gz"):
        return members(stream)
    if name.lower().endswith(".gz"):
        return gzip.open(stream)  # type: ignore[return-value]  # a GzipFile reads like any binary file
    if name.lower().endswith(".zst"):
        return _zst(stream)
    return stream


def _zst(stream: IO[bytes]) -> IO[bytes]:
    try:
        from zstandard import ZstdDecompressor
    except ImportError as error:
        raise InputError("a .zst file needs the package zstandard: pip install 'newsx[zst]'") from error
    return io.BufferedReader(_Zst(ZstdDecompressor().stream_reader(stream)))


class _Zst(io.RawIOBase):
    """An unpacked stream whose faults are those of any file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        from zstandard import ZstdError

        try:
            data = self.stream.read(len(buffer))
        except ZstdError as error:
            raise OSError(f"cannot be unpacked: {error}") from error
        buffer[: len(data)] = data
        return len(data)


def _zip(place: Place) -> Iterator[File | NewsxError]:
    try:
        with place.open() as stream, zipfile.ZipFile(stream) as archive:
            for member in sorted(archive.infolist(), key=lambda m: m.filename):
                if not member.is_dir() and known(member.filename):
                    yield _member(place.path, member.filename, partial(_zipped, archive, member))
    except (*BROKEN, ValueError) as error:  # a name that is no text is a ValueError
        yield InputError(f"{place.path}: cannot be read as a zip archive: {error}")


def _zipped(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    if member.flag_bits & _ENCRYPTED:
        raise InputError("encrypted")
    return archive.open(member)


def _tar(place: Place) -> Iterator[File | NewsxError]:
    """The members in the order of the archive: a stream cannot be sorted. A damaged head is an error in its place."""
    try:
        with place.open() as stream, _Tar.open(fileobj=_tar_stream(stream, place.name), mode="r|") as archive:
            for member in archive:
                yield from _damage(place, archive)
                if member.isfile() and known(member.name):
                    yield _member(place.path, member.name, partial(_stream, archive, member))
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            yield from _damage(place, archive)
    except (*BROKEN, InputError, ValueError) as error:
        yield InputError(f"{place.path}: cannot be read as a tar archive: {error}")


class _Head(tarfile.TarInfo):
    """A member's head. The library takes a damaged one for the end of the archive; here what follows it is found."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        """The next head that is sound."""
        while True:
            try:
                return super().fromtarfile(archive)
            except _INVALID:
                cast(_Tar, archive).damaged = True
            except _TRUNCATED as error:
                raise tarfile.ReadError("it is cut off") from error


class _Tar(tarfile.TarFile):
    """An archive that knows whether a damaged stretch was passed over."""

    tarinfo = _Head
    damaged = False


def _damage(place: Place, archive: tarfile.TarFile) -> Iterator[InputError]:
    if isinstance(archive, _Tar) and archive.damaged:
        archive.damaged = False
        yield InputError(f"{place.path}: a damaged stretch in this tar archive")


def _tar_stream(stream: IO[bytes], name: str) -> IO[bytes]:
    return gzip.open(stream) if name.lower().endswith((".gz", ".tgz")) else unpack(stream, name)  # type: ignore[return-value]


def _stream(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = archive.extractfile(member)
    assert stream is not None  # only members that are files are asked for
    return stream


def _member(path: str, member: str, open_: Opener) -> File | InputError:
    if member.lower().endswith(ARCHIVES):
        return InputError(f"{path}/{member}: an archive inside an archive is not read")
    return File(f"{path}/{member}", unpacked(member), lambda: unpack(open_(), member))
