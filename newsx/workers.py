"""Batches of articles to records in several processes: in order, with bounded memory, and without the ones that die.

Each worker loads the model once and takes a batch at a time. One that crashes or overruns its time is replaced, and
what it had in hand is given out again one article at a time, so that only the culprit is left out.
"""

import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from threading import Event
from typing import Any

from newsx.article import Article
from newsx.batch import Result, Setup, extracted, name
from newsx.errors import InputError, NewsxError
from newsx.records import Record

# Batches given out or held back for order, for each worker: enough that none waits, few enough for the memory.
AHEAD = 4
# Seconds between two looks at whether the user has asked to stop, and at who has overrun its time.
_LOOK = 0.5
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Task:
    """A stretch of articles with their places in the order."""

    first: int
    articles: list[Article]
    alone: bool = False


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection
    ready: bool = False
    task: _Task | None = None
    done: int = 0
    since: float = field(default_factory=time.monotonic)


def spread(
    batches: Iterable[list[Article]], setup: Setup, jobs: int, timeout: float | None, stop: Event
) -> Iterator[Result]:
    """The results of all batches in their order, made by `jobs` processes; of those begun, once `stop` is set."""
    pool = _Pool(batches, setup, jobs, timeout, stop)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool:
    def __init__(
        self, batches: Iterable[list[Article]], setup: Setup, jobs: int, timeout: float | None, stop: Event
    ) -> None:
        self.stop = stop
        self.batches = iter(batches)
        self.setup = setup
        self.timeout = timeout
        self.again: deque[_Task] = deque()
        self.finished: dict[int, Result] = {}
        self.exhausted = False
        self.given = 0  # articles given out so far
        self.told = 0  # articles whose results went out
        self.ends: deque[int] = deque()  # where each batch ends whose results have not all gone out
        self.workers = [self._start() for _ in range(jobs)]

    def results(self) -> Iterator[Result]:
        """Give out work and take in results until nothing is left."""
        while True:
            self._hand_out()
            while self.told in self.finished:
                yield self.finished.pop(self.told)
                self.told += 1
                self._hand_out()
            if (self.exhausted or self.stop.is_set()) and self.told == self.given:
                return
            self._take_in()

    def close(self) -> None:
        """End every worker."""
        for worker in self.workers:
            worker.connection.close()
            if not worker.ready:
                worker.process.kill()  # it loads the model, and would see the end only then
        for worker in self.workers:
            worker.process.join(1)
            if worker.process.is_alive():
                worker.process.kill()

    def _start(self) -> _Worker:
        ours, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=_work, args=(theirs, self.setup), daemon=True)
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a worker inherits it: Ctrl-C is for the parent
        try:
            process.start()
        finally:
            signal.signal(signal.SIGINT, before)
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        for worker in self.workers:
            if worker.ready and worker.task is None and (task := self._next()):
                worker.task, worker.done, worker.since = task, 0, time.monotonic()
                self._send(worker, task)

    def _send(self, worker: _Worker, task: _Task) -> None:
        try:
            worker.connection.send((task.articles, self.timeout))
        except (BrokenPipeError, ConnectionResetError):
            return  # it is dead: its end of the pipe says so when results are taken in

    def _next(self) -> _Task | None:
        if self.again:
            return self.again.popleft()
        while self.ends and self.ends[0] <= self.told:
            self.ends.popleft()
        if self.stop.is_set():
            self.exhausted = True
            return None
        if len(self.ends) >= AHEAD * len(self.workers):
            return None
        batch = next(self.batches, None)
        if batch is None:
            self.exhausted = True
            return None
        task = _Task(self.given, batch)
        self.given += len(batch)
        self.ends.append(self.given)
        return task

    def _take_in(self) -> None:
        """Wait for a message, an end or an overrun, and note what it brings."""
        open_ = {worker.connection: worker for worker in self.workers}
        for connection in wait(list(open_), self._patience()):
            worker = open_[connection]  # type: ignore[index]  # only connections were waited for
            try:
                message = worker.connection.recv()
            except (EOFError, ConnectionResetError, pickle.UnpicklingError):
                self._replace(worker, "the worker process died on it")
                continue
            self._note(worker, message)
        for worker in [w for w in self.workers if self._overdue(w)]:
            self._replace(worker, f"not finished after {self.timeout:g} seconds")

    def _note(self, worker: _Worker, message: bytes | str | NewsxError | None) -> None:
        if isinstance(message, NewsxError) and worker.task is None:
            raise message  # the model or the patterns cannot be loaded: no worker could
        if message is None:
            worker.ready = True
            return
        assert worker.task is not None
        place = worker.task.first + worker.done
        article = worker.task.articles[worker.done]
        found = Record.model_validate_json(message) if isinstance(message, bytes) else InputError(str(message))
        self.finished[place] = (article, found)
        worker.done += 1
        worker.since = time.monotonic()
        if worker.done == len(worker.task.articles):
            worker.task = None

    def _overdue(self, worker: _Worker) -> bool:
        if self.timeout is None or worker.task is None:
            return False
        # The worker stops an article itself; only where it cannot (in a library's code) must it be stopped.
        return time.monotonic() - worker.since > self.timeout + 1

    def _patience(self) -> float:
        return _LOOK if self.timeout is None else min(self.timeout / 4, _LOOK)

    def _replace(self, worker: _Worker, reason: str) -> None:
        """Put a new worker in the place of a dead or hung one, and share out what it had in hand."""
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        if worker.task is None and not worker.ready:
            raise NewsxError("a worker process ended while it was loading the model")
        task, done = worker.task, worker.done
        self.workers[self.workers.index(worker)] = self._start()
        if task is None:
            return
        if task.alone:
            article = task.articles[0]
            self.finished[task.first] = (article, InputError(f"{name(article)}: {reason}"))
            return
        for place, article in enumerate(task.articles[done:], task.first + done):
            self.again.append(_Task(place, [article], alone=True))


def _work(connection: Connection, setup: Setup) -> None:
    """A worker's life: load the model, then answer each batch with a record an article."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the cores are shared out by process already
    try:
        extractor = setup.extractor()
    except NewsxError as error:
        connection.send(error)
        return
    connection.send(None)
    while True:
        try:
            articles, timeout = connection.recv()
        except EOFError:
            return
        try:
            for result in extracted(extractor, articles, timeout):
                connection.send(result.model_dump_json().encode() if isinstance(result, Record) else str(result))
        except BrokenPipeError:
            return  # the parent was killed or has ended the run
