"""What a run has to say, on standard error and in a log file: errors, progress, a summary."""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TextIO

from newsx import shown
from newsx.article import Article
from newsx.batch import name
from newsx.errors import NewsxError, UsageError
from newsx.records import Record

if TYPE_CHECKING:
    from rich.progress import Progress

# A progress bar for a run that is over in a moment only flickers.
BAR_AFTER = 1.5


class Talk:
    """Counts what happens and tells it. Progress shows on a terminal only, and neither with `quiet` nor with a log."""

    def __init__(self, *, quiet: bool, log_file: Path | None, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.log = _open(log_file) if log_file else None
        self.articles = self.records = self.words = self.already = self.status = 0
        self.findings: Counter[str] = Counter()
        self.failures: Counter[str] = Counter()
        self.begun = time.monotonic()
        self.total: Callable[[], int | None] = lambda: None
        self.bar: Progress | None = None
        self.task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        if self.log:
            self.log.close()  # every line is written already

    def start(self, total: Callable[[], int | None]) -> None:
        """The work begins; `total` counts the articles when a progress bar needs to know."""
        self.total = total
        self.begun = time.monotonic()

    def wrote(self, article: Article, record: Record) -> None:
        """One more record."""
        self.articles += 1
        self.records += 1
        self.words += article.text.count(" ") + 1
        self.findings += findings(record)
        for warning in record.warnings:
            self.line(f"{name(article)}: {warning}")
        self._progress()

    def skipped(self) -> None:
        """An article whose record an earlier run wrote."""
        self.already += 1
        self._progress()

    def failed(self, error: NewsxError) -> None:
        """An article without a record: named in a line, and in the exit status."""
        self.articles += 1
        self.status = max(self.status, 2 if isinstance(error, UsageError) else 1)
        self.failures[_reason(str(error))] += 1
        self.line(str(error))
        self._progress()

    def line(self, text: str) -> None:
        """One line on standard error and in the log."""
        self._tell(f"newsx: {text}")
        self._note(text)

    def explain(self, lines: Iterable[str]) -> None:
        """Why the record is as it is, line by line."""
        for line in lines:
            self._tell(line)

    def summary(self, output: Path | str | None) -> None:
        """What came of it: always in the log, and on standard error after a run over several articles."""
        self._stop()
        seconds = time.monotonic() - self.begun
        found = ", ".join(f"{count} {kind}" for kind, count in self.findings.items() if count) or "nothing found"
        already = f" ({self.already} more were there already)" if self.already else ""
        lines = [f"{self.articles} articles, {self.records} records{already}, {found}, {seconds:.1f} s"]
        lines += [f"{count} failed: {reason}" for reason, count in self.failures.most_common()]
        for text in lines:
            self._note(text)
            if not self.quiet and self.articles + self.already > 1 and (output or self.stream.isatty()):
                self._tell(f"newsx: {text}")

    def _tell(self, text: str) -> None:
        """A line on standard error, above the progress bar where there is one."""
        if self.bar:
            self.bar.console.print(shown.line(text), markup=False, highlight=False, soft_wrap=True)
        else:
            print(shown.line(text), file=self.stream)

    def _note(self, text: str) -> None:
        """A line in the log. One that cannot be written, for the disk is full, costs the log and not the run."""
        if not self.log:
            return
        try:
            self.log.write(f"{shown.line(text)}\n".encode())
        except OSError as error:
            log, self.log, self.status = self.log, None, max(self.status, 1)
            log.close()
            self._tell(f"newsx: --log-file {log.name}: {error.strerror}: nothing more is noted there")

    def _progress(self) -> None:
        seconds = time.monotonic() - self.begun
        if self.bar is None and self._shows() and seconds > BAR_AFTER:
            self._show()
        if self.bar:
            self.bar.update(
                self.task,
                completed=self.articles + self.already,
                words=f"{self.words / max(seconds, 0.001):,.0f} words/s",
                failed=f"{self.failures.total()} failed",
            )

    def _shows(self) -> bool:
        return not self.quiet and self.log is None and self.stream.isatty()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            MofNCompleteColumn(), BarColumn(), TextColumn("{task.fields[words]}"), TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}"),
        )  # fmt: skip
        self.bar = Progress(*columns, console=Console(file=self.stream), transient=True, redirect_stdout=False)
        self.task = self.bar.add_task("", total=self.total(), words="", failed="")
        self.bar.start()

    def _stop(self) -> None:
        if self.bar:
            self.bar.stop()
            self.bar = None


def findings(record: Record) -> Counter[str]:
    """How many items of each kind are in a record."""
    return Counter({kind: len(value) for kind, value in record if isinstance(value, tuple) and kind != "warnings"})


def _open(log_file: Path) -> FileIO:
    try:
        return log_file.open("ab", buffering=0)
    except OSError as error:
        raise UsageError(f"--log-file {log_file}: {error.strerror}") from error


def _reason(message: str) -> str:
    """The reason in a message, without its path and figures, so that alike ones count together.

    >>> _reason("a/b.txt: bad UTF-8 at byte 17, and no other encoding fits")
    'bad UTF-8 at byte N, and no other encoding fits'
    """
    reason = message.partition(": ")[2] or message
    return re.sub(r"(?<![\w-])\d+", "N", reason.partition(": ")[0])
