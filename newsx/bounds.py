"""Bounds on what one article may take: so many seconds, and so much memory beyond what the process has already."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsx.errors import InputError

# What reading one article may take where the user names no --timeout: a page takes a hundredth of a second.
READING_SECONDS = 60.0
# What reading one article may take of memory: enough for the longest text that is read, in any of its characters.
READING_MEMORY = 1 << 30


class _OverrunError(BaseException):
    """The time is over. No library that catches every Exception can keep it from those who wait for it."""


@contextmanager
def reading(timeout: float | None) -> Iterator[None]:
    """Raise InputError when what is read inside takes too long or too much."""
    limit = READING_SECONDS if timeout is None else timeout
    try:
        with seconds(limit), _memory(READING_MEMORY):
            yield
    except TimeoutError as error:
        raise InputError(f"not read after {limit:g} seconds") from error
    except MemoryError as error:
        raise InputError(f"needs more than {READING_MEMORY // 2**20} MiB of memory to read") from error


@contextmanager
def seconds(limit: float | None) -> Iterator[None]:
    """Raise TimeoutError in this process after that many seconds; needs Unix and the main thread."""
    if limit is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting = True

    def ring(*_: object) -> None:
        if waiting:
            raise _OverrunError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit, 1)  # again each second: what is raised in a destructor is lost
    try:
        yield
    except _OverrunError as error:
        raise TimeoutError from error
    finally:
        waiting = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(limit: int) -> Iterator[None]:
    """Raise MemoryError where that much more is asked for than the process has; needs Linux."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _in_use() + limit
    if before != resource.RLIM_INFINITY and before <= most:
        yield  # the user's own bound is narrower
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _in_use() -> int:
    """The addresses that this process has taken, in bytes."""
    import resource

    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
