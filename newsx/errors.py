"""What can go wrong, named so that a command can say it in one line."""


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
