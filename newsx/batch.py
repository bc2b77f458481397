"""Many articles to their records, in their order: in this process, or in workers that each load the model."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from newsx import bounds, patterns
from newsx.article import Article
from newsx.errors import FAULTS, InputError, NewsxError, PatternError, fault
from newsx.records import Record

if TYPE_CHECKING:
    from newsx.extractor import Extractor

# Fewer articles than this are done sooner than a second process has loaded the model.
WORTH_WORKERS = 64
# One batch through the pipeline: large enough for the model to work well, small enough to lose with a worker.
BATCH_ARTICLES = 16
BATCH_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Setup:
    """What an extractor is made of, in values that a worker process can be given."""

    model: str | None = None
    patterns: str | None = None
    min_confidence: float = 0.0

    def extractor(self) -> "Extractor":
        """Load the pipeline. Raises ModelError or PatternError."""
        self.prepare()
        from newsx.extractor import Extractor

        return Extractor(self.model, self.min_confidence)

    def prepare(self) -> None:
        """Let the user's patterns count, before anything is read. Raises PatternError when they are broken."""
        if self.patterns:
            if not Path(self.patterns).is_dir():
                raise PatternError(f"{self.patterns}: no such folder")
            patterns.add(Path(self.patterns))


Result = tuple[Article, Record | NewsxError]


def records(
    articles: Iterable[Article],
    setup: Setup,
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    stop: Event | None = None,
) -> Iterator[Result]:
    """Each article with its record, or with the InputError that says why it has none.

    `jobs` None takes as many processes as there are cores, once there are articles enough; 1 never starts another.
    `timeout` is in seconds an article. Once `stop` is set nothing more is begun.
    """
    stop = stop or Event()
    if jobs is None:
        jobs, articles = _sensible(articles)
    articles = takewhile(lambda _: not stop.is_set(), articles)  # also of those that are read ahead already
    if jobs > 1:
        from newsx.workers import spread

        yield from spread(batches(articles), setup, jobs, timeout, stop)
        return
    extractor: Extractor | None = None
    for batch in batches(articles):
        extractor = extractor or setup.extractor()  # not before there is something to read
        yield from zip(batch, extracted(extractor, batch, timeout), strict=True)


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in lists of bounded size."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) >= BATCH_ARTICLES or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def extracted(extractor: "Extractor", batch: list[Article], timeout: float | None) -> Iterator[Record | NewsxError]:
    """The records of a batch, each as soon as it is ready.

    They go through the pipeline together; from a fault on, or with a time limit for each, one after the other.
    """
    extractor.forget()
    done = 0
    if timeout is None:
        try:
            for record in extractor.pipe(batch):
                yield _sound(record)
                done += 1
        except FAULTS:
            pass  # whose it is shows when each is alone
    for article in batch[done:]:
        yield _alone(extractor, article, timeout)


def _alone(extractor: "Extractor", article: Article, timeout: float | None) -> Record | NewsxError:
    try:
        with bounds.seconds(timeout):
            return _sound(extractor.extract(article))
    except TimeoutError:
        return InputError(f"{name(article)}: not finished after {timeout:g} seconds")
    except FAULTS as error:
        return InputError(f"{name(article)}: {fault(error)}")


def _sound(record: Record) -> Record:
    """The record, which can be written: one that cannot is a fault of its article, and may not end the run."""
    record.model_dump_json()
    return record


def name(article: Article) -> str:
    """How a message names an article: its path, with its id where a file holds several."""
    if article.path is None:
        return article.id
    return article.path if article.id in article.path else f"{article.path} ({article.id})"


def _sensible(articles: Iterable[Article]) -> tuple[int, Iterable[Article]]:
    """How many processes the articles are worth, and the articles again."""
    source = iter(articles)
    first = list(islice(source, WORTH_WORKERS))
    enough = len(first) == WORTH_WORKERS
    return (cores() if enough else 1), chain(first, source)


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
