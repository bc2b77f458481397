"""One run of `newsx extract`: articles in, records out, what happened told on standard error."""

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING

from newsx import __version__, patterns
from newsx.article import Article
from newsx.batch import Setup, records
from newsx.errors import NewsxError, UsageError
from newsx.read import articles, count
from newsx.talk import Talk
from newsx.write import FILES, Writer, ending, format_of, output, ready
from newsx.write.resume import Journal

if TYPE_CHECKING:
    from newsx.explain import Explainer

INTERRUPTED = 130
_STOPPING = "newsx: stopping when what is in hand is done{}; Ctrl-C again stops at once\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the command line asks for. `format` None follows the output; `jobs` None follows the machine."""

    inputs: tuple[str, ...]
    setup: Setup = field(default_factory=Setup)
    published: date | None = None
    format: str | None = None
    output: Path | None = None
    address: str | None = None
    force: bool = False
    resume: bool = False
    jobs: int | None = None
    timeout: float | None = None
    explain: bool = False
    quiet: bool = False
    log_file: Path | None = None
    engine: str = "local"


def run(plan: Plan, *, terminal: bool) -> int:
    """Do it and return the exit status. `terminal` says whether standard output is one.

    Raises UsageError before anything is written, NewsxError when the output cannot be written.
    """
    if plan.engine == "ray":
        from newsx.engines import run as cluster

        return cluster.run(plan)
    name = _format(plan, terminal)
    plan.setup.prepare()
    with (
        Talk(quiet=plan.quiet, log_file=plan.log_file) as talk,
        _interruptible(bool(plan.output or plan.address)) as stop,
    ):
        with ExitStack() as stack:
            sink = _sink(plan, name, stack, lambda: not stop.is_set())
            talk.start(lambda: count(plan.inputs))
            _through(plan, sink, talk, stop)
        talk.summary(plan.address or plan.output)
        if stop.is_set() and not (isinstance(sink, Journal) and sink.finished):
            talk.line(_how_to_go_on(sink))
            return INTERRUPTED
        return talk.status


def _format(plan: Plan, terminal: bool) -> str:
    if plan.resume and not (plan.output or plan.address):
        raise UsageError("--resume needs the output file that it goes on with: -o FILE")
    if plan.address:
        return _format_there(plan, plan.address)
    if plan.output is not None:
        name = plan.format or ("csv" if _names_folder(plan.output) else format_of(plan.output))
        ready(name)
        folder = name == "csv" and ending(plan.output) != ".csv" and not output.direct(plan.output)
        output.check(plan.output, force=plan.force, resume=plan.resume, folder=folder)
        return "csv_folder" if folder else name
    if plan.format in FILES:
        raise UsageError(f"--format {plan.format} needs a file to write: -o FILE{FILES[plan.format][0]}")
    return plan.format or ("summary" if terminal else "json")


def _names_folder(path: Path) -> bool:
    """Whether an output without any ending is meant as a folder, which only CSV makes."""
    return path.is_dir() or (not path.suffix and not output.direct(path))


def _format_there(plan: Plan, address: str) -> str:
    """The format of what goes to an address: one file."""
    name = plan.format or format_of(address)
    if name == "csv" and ending(address) != ".csv":
        raise UsageError(f"{address}: a folder of CSV files goes to a disk; name a file that ends in .csv")
    ready(name)
    output.check_address(address, force=plan.force, resume=plan.resume)
    return name


def _sink(plan: Plan, name: str, stack: ExitStack, complete: Callable[[], bool]) -> Writer:
    """Where the records go; a file has its name only if the run is `complete` at the end."""
    path = output.beside(plan.address) if plan.address else plan.output
    if path is None:
        return stack.enter_context(output.to_stdout(name))
    if plan.output and output.direct(path):
        return stack.enter_context(output.to_device(name, path))
    return stack.enter_context(_journal(plan, name, path, complete))


def _through(plan: Plan, sink: Writer, talk: Talk, stop: Event) -> None:
    """Every article to its record, and the record to the sink."""
    explainer = _explainer(plan) if plan.explain else None
    todo = _todo(plan, sink, talk, stop)
    for article, result in records(todo, plan.setup, jobs=plan.jobs, timeout=plan.timeout, stop=stop):
        if isinstance(result, NewsxError):
            talk.failed(result)
            continue
        sink.write(result, article.text)
        talk.wrote(article, result)
        if explainer:
            talk.explain(explainer.lines(article, result))


def _explainer(plan: Plan) -> "Explainer":
    """What explains records; it parses their articles again, for a parse does not outlive its record."""
    from newsx.explain import Explainer

    return Explainer(plan.setup.extractor())


def _todo(plan: Plan, sink: Writer, talk: Talk, stop: Event) -> Iterator[Article]:
    """The articles that need a record, until the user interrupts."""
    for item in articles(plan.inputs, published=plan.published, timeout=plan.timeout):
        if stop.is_set():
            return
        if isinstance(item, NewsxError):
            talk.failed(item)
        elif isinstance(sink, Journal) and sink.has(item):
            talk.skipped()
        else:
            yield item


@contextmanager
def _journal(plan: Plan, name: str, path: Path, complete: Callable[[], bool]) -> Iterator[Journal]:
    with output.named(path):
        sink = Journal(name, path, key(plan), resume=plan.resume, force=plan.force, address=plan.address)
    try:
        yield sink
    except BaseException:
        sink.leave()
        raise
    if complete():
        sink.close()
    else:
        sink.leave()


def key(plan: Plan) -> str:
    """What a record depends on besides its article: newsx's version, the patterns and the options, in one line."""
    options = (plan.setup.model, str(plan.setup.min_confidence), str(plan.published), patterns.digest())
    return f"newsx {__version__} with patterns and options {hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"


@contextmanager
def _interruptible(resumable: bool) -> Iterator[Event]:
    """Ctrl-C asks the run to finish what it has in hand, and is answered at once; a second one ends it."""
    stop = Event()
    said = _STOPPING.format("; --resume will go on" if resumable else "")

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with suppress(OSError):  # past Python's own buffers, in which the run may be writing just now
            os.write(sys.stderr.fileno(), said.encode())

    before: Callable[..., object] | int | None = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _how_to_go_on(sink: Writer) -> str:
    if isinstance(sink, Journal):
        return f"interrupted: {sink.part} holds what was done; the same command with --resume goes on"
    return "interrupted"
