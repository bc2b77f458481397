"""Articles to records on a Ray cluster: Ray Data reads, maps with a loaded model in each actor, and writes a folder.

Ray shares out the work, and does again what a lost machine had in hand. A row is one article, then its record. The
output is a folder of files, `part-000000.jsonl` and so on; `_SUCCESS` stands in it when all of them are complete. A run
that goes on with such a folder leaves out the articles whose records stand in its parts.
"""

import logging
import os
import pickle
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import chain, islice
from typing import Any

import ray
from ray.data import ActorPoolStrategy, DataContext
from ray.data.exceptions import SystemException

from newsx.article import Article
from newsx.batch import Setup, batches, extracted, name
from newsx.engines import begun, finished
from newsx.engines.parts import Parts, Tally, packed
from newsx.errors import InputError, NewsxError
from newsx.read import Place, articles_at
from newsx.read.places import written
from newsx.records import Record

Rows = dict[str, list[Any]]

# What is handed from one step to the next: about a hundred articles, which a lost machine's heir does again.
BLOCK_BYTES = 512 * 1024
# More tasks of reading than this for each core only cost the start of processes; each takes several places then.
READ_TASKS = 4
READ_ROWS = 32


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with each article, as on one machine. `jobs` None is as many actors as there are cores."""

    setup: Setup
    published: date | None = None
    jobs: int | None = None
    timeout: float | None = None


def run(places: list[Place], parts: Parts, work: Work, *, quiet: bool) -> Tally:
    """Read what lies at the places, write the records' parts, and tell what came of it.

    Raises NewsxError when Ray gives up.
    """
    ours = _connect(quiet)
    try:
        with redirect_stdout(sys.stderr), warnings.catch_warnings():  # stdout is where Ray says what machines say
            warnings.simplefilter("ignore")  # advice on settings that are as they must be
            _write(places, parts, work)
    except (ray.exceptions.RayError, SystemException) as error:
        raise NewsxError(f"Ray could not finish: {_reason(error)}; --resume goes on") from error
    finally:
        if ours:
            ray.shutdown()
    return parts.tally


def _write(places: list[Place], parts: Parts, work: Work) -> None:
    files = rows(places, parts)
    source = ray.data.from_items(files, override_num_blocks=min(len(files), READ_TASKS * _cores()))
    # Reading and writing take next to no time: a core that they held would be one without an actor.
    read = source.map_batches(_read, batch_size=1, num_cpus=0, concurrency=_cores(), fn_kwargs={"work": work})
    found = read.map_batches(
        _Extraction, batch_size=None, num_cpus=1, compute=_actors(work.jobs),
        fn_constructor_kwargs={"work": work, "counter": begun.start()},
    )  # fmt: skip
    found.write_datasink(parts, ray_remote_args={"num_cpus": 0}, concurrency=_cores())


def _connect(quiet: bool) -> bool:
    """Join the cluster that the machine belongs to, or start one on it; True if this was not done before."""
    context = DataContext.get_current()
    context.target_max_block_size = BLOCK_BYTES
    context.enable_progress_bars = not quiet
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        return False
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # newsx tells nobody what it does
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what Ray survives is no error of the run
    ray.init(log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False)
    return True


def _cores() -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _actors(jobs: int | None) -> ActorPoolStrategy:
    return ActorPoolStrategy(min_size=1, max_size=jobs or _cores())


def rows(places: list[Place], parts: Parts) -> list[dict[str, bytes]]:
    """A row for each file: its places (more than one if it was named again), and what earlier starts did of it."""
    files: dict[str, list[Place]] = {}
    for place in places:
        files.setdefault(written(place.path), []).append(place)
    kept = parts.start.kept
    done = finished.find(parts.folder.address, kept, files) if kept else {}
    parts.tally.already = sum(map(len, done.values())) // finished.BYTES
    return [{"file": pickle.dumps((same, done.get(path, b"")))} for path, same in files.items()]


def _read(row: dict[str, Any], *, work: Work) -> Iterator[Rows]:
    """The articles of one file that are still to do, or the errors that say why there are none; on any machine."""
    work.setup.prepare()
    places, known = pickle.loads(row["file"][0])
    done = finished.Done(known)
    found = chain.from_iterable(articles_at(place, work.published, work.timeout) for place in places)
    items = (pickle.dumps(item) for item in found if isinstance(item, NewsxError) or not done.has(item))
    while some := list(islice(items, READ_ROWS)):
        yield {"item": some}


class _Extraction:
    """An actor: it loads the model once, and then makes a record of each article that it is given."""

    def __init__(self, work: Work, counter: Any) -> None:
        self.extractor = work.setup.extractor()
        self.timeout = work.timeout
        self.begun = begun.Begun(counter)

    def __call__(self, rows: dict[str, Any]) -> Iterator[Rows]:
        items = [pickle.loads(data) for data in rows["item"]]
        failed = [item for item in items if isinstance(item, NewsxError)]
        articles = [item for item in items if not isinstance(item, NewsxError)]
        if failed:
            yield _packed(failed)
        block = sha256(b"".join(rows["item"])).hexdigest()
        each = self._each if self.begun.begin(block) >= begun.CAREFUL else self._all
        yield from map(_packed, each(articles, block))
        self.begun.end(block)

    def _all(self, articles: list[Article], _block: str) -> Iterator[Iterable[Record | NewsxError]]:
        for batch in batches(articles):
            yield extracted(self.extractor, batch, self.timeout)

    def _each(self, articles: list[Article], block: str) -> Iterator[Iterable[Record | NewsxError]]:
        """One at a time, without the one that took its process down before."""
        for number, article in enumerate(articles):
            if self.begun.begin(f"{block} {number}") >= begun.HOPELESS:
                yield [InputError(f"{name(article)}: the worker process died on it")]
                continue
            yield extracted(self.extractor, [article], self.timeout)
            self.begun.end(f"{block} {number}")


def _packed(results: Iterable[Record | NewsxError]) -> Rows:
    made = [(packed(r), "") if isinstance(r, Record) else (b"", str(r)) for r in results]
    return {"record": [record for record, _ in made], "error": [error for _, error in made]}


def _reason(error: Exception) -> str:
    """The last line of what Ray says, which holds the fault itself."""
    lines = [line for line in str(error.__cause__ or error).splitlines() if line.strip()]
    return lines[-1].strip() if lines else type(error).__name__
