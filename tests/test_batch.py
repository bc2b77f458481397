"""Many articles: the same order and bytes for any number of processes, and no article takes another one with it."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsx.article import Article
from newsx.batch import BATCH_ARTICLES, BATCH_CHARACTERS, Setup, batches, records
from newsx.errors import InputError, ModelError
from newsx.extractor import NEW_WORDS
from newsx.records import Record

NEWSX = [sys.executable, "-m", "newsx"]


class Fragile:
    """An extractor that does what an article's text says."""

    def extract(self, article: Article) -> Record:
        if article.text == "die":
            os._exit(1)
        if article.text == "hang":
            time.sleep(3600)
        if article.text == "fail":
            raise KeyError("what went wrong")
        return Record(source=article.source())

    def pipe(self, articles: Iterable[Article]) -> Iterator[Record]:
        yield from map(self.extract, articles)

    def forget(self) -> None:
        """It learns no words."""


class FragileSetup(Setup):
    """Gives the extractor above; it travels to worker processes like any other."""

    def extractor(self) -> Any:
        return Fragile()


class NoModel(Setup):
    """Cannot load its model."""

    def extractor(self) -> Any:
        raise ModelError("no such model")


def outcome(texts: list[str], *, jobs: int, timeout: float | None = None) -> list[str]:
    """What became of each article, in the order in which it came out."""
    articles = [Article(text=text, id=str(n)) for n, text in enumerate(texts)]
    found = []
    for article, result in records(articles, FragileSetup(), jobs=jobs, timeout=timeout):
        assert isinstance(result, Record) or str(result).startswith(f"{article.id}: ")
        found.append(f"{article.id} ok" if isinstance(result, Record) else str(result))
    return found


def fine(numbers: Iterable[int]) -> list[str]:
    return [f"{n} ok" for n in numbers]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_records_come_in_the_order_of_the_articles(jobs: int) -> None:
    assert outcome(["x"] * 150, jobs=jobs) == fine(range(150))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_one_article_is_named_and_harms_no_other(jobs: int) -> None:
    found = outcome(["x", "fail", "x", "fail", "x"], jobs=jobs)
    assert [found[n] for n in (0, 2, 4)] == fine((0, 2, 4))
    assert found[1].startswith("1: a fault in newsx: KeyError: 'what went wrong' (test_batch.py:")


def test_an_article_that_kills_its_worker_is_named_and_the_worker_replaced() -> None:
    found = outcome(["x"] * 20 + ["die"] + ["x"] * 20 + ["die"] + ["x"] * 20, jobs=2)
    assert [n for n, line in enumerate(found) if line != f"{n} ok"] == [20, 41]
    assert found[20] == "20: the worker process died on it"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_takes_too_long_is_named_and_left_out(jobs: int) -> None:
    found = outcome(["x"] * 5 + ["hang"] + ["x"] * 5, jobs=jobs, timeout=0.5)
    assert [n for n, line in enumerate(found) if line != f"{n} ok"] == [5]
    assert found[5] == "5: not finished after 0.5 seconds"


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_articles_give_no_records(jobs: int) -> None:
    assert outcome([], jobs=jobs) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_cannot_be_loaded_ends_the_run(jobs: int) -> None:
    with pytest.raises(ModelError, match="no such model"):
        list(records([Article(text="x")], NoModel(), jobs=jobs))


def test_articles_are_read_no_further_ahead_than_the_workers_need() -> None:
    read = 0

    def endless() -> Iterator[Article]:
        nonlocal read
        while True:
            read += 1
            yield Article(text="x", id=str(read))

    results = records(endless(), FragileSetup(), jobs=2)
    for _ in range(100):
        next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert read < 100 + 10 * BATCH_ARTICLES


def test_batches_are_bounded_by_articles_and_characters() -> None:
    small, large = Article(text="x"), Article(text="x" * BATCH_CHARACTERS)
    assert [len(b) for b in batches([small] * (BATCH_ARTICLES + 1) + [large, small])] == [BATCH_ARTICLES, 2, 1]
    assert [isinstance(result, InputError) for _, result in records([], Setup())] == []


def test_records_are_the_same_in_any_batch() -> None:
    texts = ["Ofcom fined Larkfield Radio £5,000.", "", "A judge jailed Ann Roe for two years.", "No news."]
    articles = [Article(text=text, id=str(n)) for n, text in enumerate(texts)]
    extractor = Setup().extractor()
    assert list(extractor.pipe(articles)) == [extractor.extract(article) for article in articles]


def test_words_that_a_pipeline_has_learnt_are_forgotten_when_they_are_many() -> None:
    extractor = Setup().extractor()
    before = extractor.nlp
    extractor.forget()
    assert extractor.nlp is before
    extractor.words -= NEW_WORDS + 1
    article = Article(text="Ofcom fined Larkfield Radio £5,000.")
    record = extractor.extract(article)
    extractor.forget()
    assert extractor.nlp is not before
    assert extractor.extract(article) == record


def corpus(path: Path, count: int) -> Path:
    with path.open("w") as lines:
        for n in range(count):
            text = f"Ofcom fined Larkfield Radio £{n + 1},000 on Monday. The company denied it."
            lines.write(json.dumps({"id": str(n), "text": text, "published": "2025-03-05"}) + "\n")
    return path


def newsx(*arguments: object) -> int:
    return subprocess.run([*NEWSX, *(str(a) for a in arguments)], stderr=subprocess.DEVNULL, check=False).returncode


def test_one_and_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    lines = corpus(tmp_path / "many.jsonl", 20)
    for jobs in (1, 2):
        assert newsx("extract", lines, "--jobs", jobs, "-o", tmp_path / f"{jobs}.jsonl") == 0
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite", "out", "out.parquet"])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, name: str) -> None:
    if name == "out.parquet":
        pytest.importorskip("pyarrow")
    whole, lines, out = corpus(tmp_path / "whole.jsonl", 40), tmp_path / "many.jsonl", tmp_path / name
    run = ("extract", lines, "-o", out, "-q", "--jobs", "1", *(() if out.suffix else ("--format", "csv")))
    part = tmp_path / f"{name}.part"
    os.mkfifo(lines)
    child = subprocess.Popen([*NEWSX, *map(str, run)])
    with lines.open("wb") as feed:
        feed.write(b"".join(whole.read_bytes().splitlines(keepends=True)[: BATCH_ARTICLES + 1]))
        feed.flush()
        wait_for(part)
        child.kill()
        child.wait()
    assert not out.exists()
    with part.open("ab") as stream:
        stream.write(b'{"schema_ver')  # what a power cut leaves
    lines.unlink()
    whole.rename(lines)
    assert newsx(*run) == 2
    assert newsx(*run, "--resume") == 0
    assert ids(out) == [str(n) for n in range(40)]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["many.jsonl", name])


def ids(out: Path) -> list[str]:
    """The articles in an output of any format, in its order."""
    if out.suffix == ".jsonl":
        return [json.loads(line)["source"]["id"] for line in out.read_text().splitlines()]
    if out.suffix == ".sqlite":
        with closing(sqlite3.connect(out)) as base:
            return [row[0] for row in base.execute("SELECT id FROM articles ORDER BY article")]
    if out.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return [row["source"]["id"] for row in parquet.read_table(out).to_pylist()]
    return [row["id"] for row in csv.DictReader((out / "articles.csv").open())]


def wait_for(part: Path) -> None:
    deadline = time.monotonic() + 120
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.01)
