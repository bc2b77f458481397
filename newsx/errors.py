"""What can go wrong, named so that a command can say it in one line."""

import traceback
from pathlib import Path

# What a fault in the code for one article raises, ours or a library's, which must not end a run over a million.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)


class NewsxError(Exception):
    """Something that the user can read and act on; the message names the file and the place."""


class InputError(NewsxError):
    """One article cannot be read: the run goes on without it (exit code 1)."""


class UsageError(NewsxError):
    """The command cannot start: no such file, an unknown option (exit code 2)."""


class PatternError(UsageError):
    """A pattern file is broken; the message names file, line and entry (exit code 2)."""


class ModelError(UsageError):
    """A model cannot be loaded: missing, damaged, foreign or newer (exit code 2)."""


def fault(error: Exception) -> str:
    """A fault in one line, with the line of code for a bug report."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(str(error).split())
    return f"a fault in newsx: {type(error).__name__}: {said} ({Path(place.filename).name}:{place.lineno})"
