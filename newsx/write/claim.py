"""The claim of one run on an output: NAME.run, locked while the run lives, and what newsx made beside that file.

What stands beside the output and is not named by a claim of newsx is the user's, and is never touched.
"""

import os
import sys
from io import FileIO
from pathlib import Path

from newsx.errors import UsageError

_SIGN = "An unfinished run of newsx; the same command with --resume goes on with it."
_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
NOT_OURS = "was not made by newsx: move it, or name another output"
REPLACES = "It may replace the output that was there."
MAKES = "It makes the file or folder NAME.new."


def run_of(path: Path) -> Path:
    """The file that holds the claim on an output."""
    return path.with_name(f"{path.name}.run")


def there(path: Path) -> bool:
    """Whether anything has this name, also a link that leads nowhere."""
    return os.path.lexists(path)


class Claim:
    """The locked NAME.run. It says what the records depend on (`key`: of an earlier run, if any), and what is made."""

    def __init__(self, path: Path) -> None:
        """Take it. Raises UsageError when another run has it, or when the name is the user's own."""
        self.file = run_of(path)
        self.handle, self.created = _opened(self.file)
        try:
            self.key, self.notes = self._read()
        except BaseException:
            self.release()
            raise

    def begin(self, key: str, *notes: str) -> None:
        """Write what this run depends on."""
        self.key, self.notes, self.created = key, [*notes], False
        self._write()

    def note(self, note: str) -> None:
        """Write down what is about to be made, before it is."""
        self.notes.append(note)
        self._write()

    def release(self) -> None:
        """Let go of it; the file stays for a run with --resume, except one in which nothing stands yet."""
        if self.created and not self.handle.closed:
            self.file.unlink(missing_ok=True)
        self.handle.close()

    def end(self) -> None:
        """The output is complete: the claim goes."""
        self.file.unlink(missing_ok=True)
        self.handle.close()

    def _read(self) -> tuple[str | None, list[str]]:
        sign, *lines = self.handle.read().decode("utf-8", "replace").splitlines() or [""]
        if sign != _SIGN:
            raise UsageError(f"{self.file} {NOT_OURS}")
        return (lines[0], lines[1:]) if lines else (None, [])

    def _write(self) -> None:
        data = "".join(f"{line}\n" for line in (_SIGN, self.key, *self.notes)).encode()
        self.handle.seek(0)
        self.handle.write(data)
        self.handle.truncate(len(data))


def _opened(file: Path) -> tuple[FileIO, bool]:
    """The file open and locked, and whether it is new; when anybody else can have a new one, the sign is in it."""
    try:
        handle = FileIO(os.open(file, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666), "r+")
    except FileExistsError:
        return _existing(file), False
    _lock(handle, wait=True)  # whoever has it now finds the file empty, and lets go
    handle.write(f"{_SIGN}\n".encode())
    handle.seek(0)
    return handle, True


def _existing(file: Path) -> FileIO:
    if file.is_symlink() or not file.is_file():
        raise UsageError(f"{file} {NOT_OURS}")
    handle = FileIO(os.open(file, _FLAGS), "r+")
    try:
        _lock(handle, wait=False)
        if there(file) and os.path.samestat(os.fstat(handle.fileno()), file.lstat()):
            return handle
    except BlockingIOError:
        pass
    handle.close()
    raise UsageError(f"another run of newsx is writing {file.with_suffix('')}: wait for it, or name another output")


def _lock(handle: FileIO, *, wait: bool) -> None:
    """Raises BlockingIOError where another process has it. The system unlocks it when this process ends, however."""
    if sys.platform != "win32":  # there a second run is not noticed
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(handle, LOCK_EX if wait else LOCK_EX | LOCK_NB)
