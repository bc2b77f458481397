"""Addresses such as s3://bucket/folder to the places of the files there, and to what they hold."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import urlsplit

from newsx.addresses import system_of, told
from newsx.errors import NewsxError
from newsx.read.places import Place, known, none_in

_CHUNK = 1 << 17


def places(address: str) -> Iterator[Place | NewsxError]:
    """The files at an address, a folder's sorted by path; what cannot be reached comes as the error."""
    try:
        system, path = system_of(address)
        if "http" in system.protocol:  # it has no folders: whatever links to others would be taken for one
            yield Place(address, _page(address))
            return
        with told(address):
            kind = system.info(path)["type"]
    except NewsxError as error:
        yield error
        return
    if kind == "directory":
        yield from _folder(system, path)
    else:
        yield Place(address, PurePosixPath(path).name)


def open_(address: str) -> IO[bytes]:
    """The file at an address. Raises OSError, also while it is read."""
    system, path = system_of(address)
    with told(None):
        return io.BufferedReader(_Stream(system.open(path, "rb")), _CHUNK)


def _page(address: str) -> str:
    """The name of what lies on the web at an address; one without a known ending is a page."""
    name = PurePosixPath(urlsplit(address).path).name or "page"
    return name if known(name) else f"{name}.html"


def _folder(system: Any, root: str) -> Iterator[Place | NewsxError]:
    empty = True
    for item in _walk(system, root):
        empty = False
        if isinstance(item, str):
            name = item.removeprefix(root.rstrip("/")).lstrip("/")
            yield Place(system.unstrip_protocol(item), name, named=False)
        else:
            yield item
    if empty:
        yield none_in(system.unstrip_protocol(root))


def _walk(system: Any, folder: str) -> Iterator[str | NewsxError]:
    """The files with known endings below a folder, in the order of one on a disk; hidden ones are left out."""
    try:
        with told(system.unstrip_protocol(folder)):
            found = sorted((item["name"].rstrip("/"), item["type"]) for item in system.ls(folder, detail=True))
    except NewsxError as error:
        yield error
        return
    for path, kind in found:
        name = PurePosixPath(path).name
        if name.startswith(".") or path == folder.rstrip("/"):
            continue
        if kind == "directory":
            yield from _walk(system, path)
        elif known(name):
            yield path


class _Stream(io.RawIOBase):
    """A file far away whose faults are those of any file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self.stream.seekable()

    def readinto(self, buffer: Any) -> int:
        with told(None):
            data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with told(None):
            return self.stream.seek(offset, whence)

    def tell(self) -> int:
        return self.stream.tell()

    def close(self) -> None:
        self.stream.close()
        super().close()
