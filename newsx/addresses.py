"""Addresses such as s3://bucket/folder to file systems, by fsspec, which is imported only for them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from newsx.errors import FAULTS, InputError, UsageError

# Which extra brings the package that a kind of address needs besides fsspec.
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
# Services that show an object when all of it has arrived, or not at all; elsewhere half a file can be seen. Folders in
# them come and go with what they hold: only the bucket must be there.
_BUCKETS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss"})
# The errors of the services' packages; they have nothing in common but Exception.
_ERRORS = (
    ("aiohttp", "ClientError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("gcsfs.retry", "HttpError"),
    ("gcsfs.retry", "ChecksumError"),
    ("gcsfs.retry", "NonRetryableError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("google.api_core.exceptions", "GoogleAPIError"),
    ("azure.core.exceptions", "AzureError"),
    ("paramiko", "SSHException"),
)
_WEB = frozenset({"http", "https"})


def system_of(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it. Raises UsageError where a package is missing."""
    scheme = address.partition("://")[0].rpartition("::")[2]
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        extra = _EXTRAS.get(scheme, "remote")
        raise UsageError(f"{address}: {scheme}:// needs a package: pip install 'newsx[{extra}]'") from error
    except ValueError as error:
        raise UsageError(f"{address}: {error}") from error
    return system, str(path)


def protocols(system: Any) -> frozenset[str]:
    """The schemes that a file system answers to."""
    names = system.protocol
    return frozenset((names,) if isinstance(names, str) else names)


def exists(address: str) -> bool:
    """Whether something lies there already. Raises NewsxError where nothing can be written or nobody answers."""
    system, path = system_of(address)
    if protocols(system) & _WEB:
        raise UsageError(f"{address}: newsx does not write to the web")
    with told(address):
        if system.isdir(path):
            raise UsageError(f"{address} is a folder")
        folder = path.partition("/")[0] if protocols(system) & _BUCKETS else path.rpartition("/")[0]
        if folder and not system.exists(folder):
            raise UsageError(f"{address}: no such folder: {system.unstrip_protocol(folder)}")
        return bool(system.exists(path))


def put(file: Path, address: str) -> None:
    """Copy a finished file to an address, over an older one: all of it is there, or none. Raises NewsxError."""
    system, path = system_of(address)
    with told(address):
        if protocols(system) & _BUCKETS:
            system.put_file(str(file), path)
        else:
            _put_beside(system, file, path)


def _put_beside(system: Any, file: Path, path: str) -> None:
    """By way of another name beside it, since half of it could be seen."""
    folder, _, name = path.rpartition("/")
    new = f"{folder}/.{name}.{uuid4().hex}.new"
    try:
        system.put_file(str(file), new)
        _move(system, new, path)
    except BaseException:
        with suppress(*_faults()):  # what broke the copy may well forbid this too
            system.rm_file(new)
        raise


def _move(system: Any, new: str, path: str) -> None:
    if "file" in protocols(system):
        with Path(new).open("rb+") as stream:
            os.fsync(stream.fileno())
        Path(new).replace(path)
        return
    if system.exists(path):
        system.rm_file(path)
    system.mv(new, path)


@contextmanager
def told(address: str | None) -> Iterator[None]:
    """What goes wrong as one line: an error of newsx that names the address, or an OSError for those who name it."""
    try:
        yield
    except UsageError:
        raise
    except FileNotFoundError as error:
        if address:
            raise UsageError(f"{address}: no such file or folder") from error
        raise OSError(_line(error.__cause__) if error.__cause__ else "no such file") from error
    except _faults() as error:
        raise (InputError(f"{address}: {_line(error)}") if address else OSError(_line(error))) from error


def _faults() -> tuple[type[Exception], ...]:
    """What a file system raises when something goes wrong: each service's own errors too, if its package is in use."""
    own = (getattr(sys.modules[module], name) for module, name in _ERRORS if module in sys.modules)
    return (OSError, *FAULTS, *own)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
