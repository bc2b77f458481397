"""Ray: the records of one machine, one process a core, and nothing lost or doubled when a machine dies in the middle."""

import json
import multiprocessing
import os
import pickle
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from newsx.article import Article
from newsx.batch import Setup
from newsx.cli import app
from newsx.records import Record

pytest.importorskip("ray", reason="pip install 'newsx[ray]'")
import ray
from ray import cloudpickle
from ray.cluster_utils import Cluster

from newsx.engines import parts as output
from newsx.engines import ray as engine
from newsx.engines.finished import Done, known
from newsx.engines.folder import DONE, RUN, Folder
from newsx.engines.parts import Parts
from newsx.errors import UsageError
from newsx.read import Place
from newsx.run import Plan, key

pytestmark = pytest.mark.slow

FILES, ARTICLES = 16, 5
SPAWN = multiprocessing.get_context("spawn")


class Slow:
    """An extractor that takes its time, and notes on which machine it works."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def extract(self, article: Article) -> Record:
        with (self.notes / ray.get_runtime_context().get_node_id()).open("a") as note:
            note.write(f"{article.id}\n")
        time.sleep(0.1)
        if article.text == "fail":
            raise KeyError("what went wrong")
        if article.text == "die":
            os._exit(1)
        return Record(source=article.source())

    def forget(self) -> None:
        pass


class SlowSetup(Setup):
    """Gives the extractor above; `model` is the folder for its notes."""

    def extractor(self) -> Any:
        assert self.model
        return Slow(Path(self.model))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Two machines of one core each, and this process on a third that lends none."""
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    machines = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    machines.add_node(num_cpus=1)
    machines.add_node(num_cpus=1)
    ray.init(address=machines.address, log_to_driver=False, logging_level="ERROR")
    machines.wait_for_nodes()
    yield machines
    ray.shutdown()
    machines.shutdown()


def corpus(folder: Path, files: int, articles: int) -> list[str]:
    """That many JSON Lines files of that many articles, the last of each broken; the ids of the others."""
    folder.mkdir()
    for file in range(files):
        texts = (f"Ofcom fined Larkfield Radio £{n + 1},000 on Monday." for n in range(articles))
        lines = [
            json.dumps({"id": f"{file}-{n}", "text": text, "published": "2025-03-05"}) for n, text in enumerate(texts)
        ]
        (folder / f"{file:03}.jsonl").write_text("\n".join([*lines, "{broken"]) + "\n")
    return [f"{file}-{n}" for file in range(files) for n in range(articles)]


def newsx(*arguments: object) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def lines(folder: Path) -> list[str]:
    return sorted(line for part in folder.glob("part-*.jsonl") for line in part.read_text().splitlines())


def test_the_records_are_those_of_one_machine(cluster: Cluster, tmp_path: Path) -> None:
    corpus(tmp_path / "in", 2, 4)
    here = newsx("extract", tmp_path / "in", tmp_path / "none.txt", "-o", tmp_path / "one.jsonl", "--jobs", 1)
    there = newsx("extract", tmp_path / "in", tmp_path / "none.txt", "-o", tmp_path / "out", "--engine", "ray")
    assert (here.exit_code, there.exit_code) == (2, 2)
    assert lines(tmp_path / "out") == sorted((tmp_path / "one.jsonl").read_text().splitlines())
    assert (tmp_path / "out" / DONE).exists()
    assert there.stdout == ""
    assert errors(there.stderr) == errors(here.stderr)
    for option, reason in (("-q", "--force overwrites it"), ("--resume", "is complete: nothing is left to resume")):
        again = newsx("extract", tmp_path / "in", "-o", tmp_path / "out", "--engine", "ray", option)
        assert (again.exit_code, reason in again.stderr) == (2, True)


def errors(said: str) -> list[str]:
    return sorted(line for line in said.splitlines() if line.startswith("newsx: ") and "broken JSON" in line)


def test_parquet_at_an_address_holds_the_same_records(cluster: Cluster, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ids = corpus(tmp_path / "in", 1, 3)
    newsx("extract", tmp_path / "in", "-o", f"file://{tmp_path}/out.parquet", "--engine", "ray")
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert sorted(row["source"]["id"] for row in rows) == sorted(ids)
    assert all(row["fines"][0]["currency"] == "GBP" for row in rows)


def test_nothing_is_lost_or_doubled_when_a_machine_dies(cluster: Cluster, tmp_path: Path) -> None:
    ids = corpus(tmp_path / "in", FILES, ARTICLES)
    (tmp_path / "notes").mkdir()
    killer = Thread(target=kill_at_work, args=(cluster, tmp_path / "notes"))
    killer.start()
    places = [Place(str(path), path.name, named=False) for path in sorted((tmp_path / "in").iterdir())]
    parts = Parts(str(tmp_path / "out"), "jsonl")
    parts.begin("k")
    setup = SlowSetup(model=str(tmp_path / "notes"))
    tally = engine.run(places, parts, engine.Work(setup), quiet=True)
    killer.join()
    worked = {note.name: note.read_text().split() for note in (tmp_path / "notes").iterdir()}
    assert len(cluster.worker_nodes) == 1
    assert sum(map(len, worked.values())) > len(ids), "nothing was in hand when the machine was lost"
    assert sorted(json.loads(line)["source"]["id"] for line in lines(tmp_path / "out")) == sorted(ids)
    assert (tally.records, len(tally.failures)) == (len(ids), FILES)


def test_an_article_that_kills_its_process_is_named_and_left_out(cluster: Cluster, tmp_path: Path) -> None:
    for name, text in (("a", "x"), ("b", "die"), ("c", "fail"), ("d", "x")):
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "notes").mkdir()
    places = [Place(str(path), path.name) for path in sorted(tmp_path.glob("*.txt"))]
    parts = Parts(str(tmp_path / "out"), "jsonl")
    parts.begin("k")
    setup = SlowSetup(model=str(tmp_path / "notes"))
    tally = engine.run(places, parts, engine.Work(setup, jobs=1), quiet=True)
    assert [json.loads(line)["source"]["id"] for line in lines(tmp_path / "out")] == ["a", "d"]
    died, failed = sorted(tally.failures)
    assert died == f"{tmp_path / 'b.txt'}: the worker process died on it"
    assert failed.startswith(f"{tmp_path / 'c.txt'}: a fault in newsx: KeyError")


def kill_at_work(cluster: Cluster, notes: Path) -> None:
    """Take away the first machine that has begun."""
    begun: list[Any] = []
    wait_for(lambda: begun.extend(m for m in cluster.worker_nodes if (notes / m.node_id).exists()) or bool(begun))
    cluster.remove_node(begun[0], allow_graceful=False)


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "OUT", "--explain"], "--explain is for one machine"),
        (["-o", "OUT", "-f", "csv"], "--engine ray writes jsonl and parquet, not csv"),
        (["-o", "OUT", "--model", "none"], "none: no such model"),
        ([], "--engine ray needs a folder to write"),
    ],
)
def test_what_a_cluster_cannot_do_is_one_line(tmp_path: Path, arguments: list[str], reason: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    arguments = [str(tmp_path / "out") if a == "OUT" else a for a in arguments]
    result = newsx("extract", tmp_path / "a.txt", "--engine", "ray", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"newsx: {reason}")
    assert not (tmp_path / "out").exists()


def driver(address: str, inside: Path, out: Path, notes: Path) -> None:
    """A run in a process of its own, with a part for every four records, that joins the cluster there."""
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    ray.init(address=address, log_to_driver=False, logging_level="ERROR")
    go_on(inside, out, notes)


def go_on(inside: Path, out: Path, notes: Path, *, resume: bool = False) -> output.Tally:
    output.ROWS = 4
    places = [Place(str(path), path.name, named=False) for path in sorted(inside.iterdir())]
    parts = Parts(str(out), "jsonl")
    parts.begin("k", resume=resume)
    return engine.run(places, parts, engine.Work(SlowSetup(model=str(notes))), quiet=True)


def test_a_run_whose_driver_was_killed_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    ids = corpus(tmp_path / "in", 8, 5)
    (tmp_path / "notes").mkdir()
    arguments = (cluster.address, *(tmp_path / name for name in ("in", "out", "notes")))
    first = SPAWN.Process(target=driver, args=arguments)
    first.start()
    wait_for(lambda: any((tmp_path / "out").glob("part-*")))
    first.kill()
    first.join()
    before = {part: part.read_bytes() for part in (tmp_path / "out").glob("part-*")}
    assert 0 < len(lines(tmp_path / "out")) < len(ids)
    assert not (tmp_path / "out" / DONE).exists()
    tally = go_on(tmp_path / "in", tmp_path / "out", tmp_path / "notes", resume=True)
    assert sorted(json.loads(line)["source"]["id"] for line in lines(tmp_path / "out")) == sorted(ids)
    assert tally.already == sum(part.count(b"\n") for part in before.values())
    assert all(part.read_bytes() == content for part, content in before.items())
    assert {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("part-")} == {DONE}


def test_only_articles_without_a_record_are_read_again(cluster: Cluster, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    corpus(tmp_path / "in", 2, 3)
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as archive:
        archive.writestr("a/b.txt", "Ofcom fined Larkfield Radio £5.")
    out = tmp_path / "out.parquet"
    run = ("extract", tmp_path / "in", "-o", out, "--engine", "ray")
    parts = Parts(str(out), "parquet")
    parts.begin(key(Plan(inputs=(), setup=Setup())))
    note = (out / RUN).read_bytes()
    assert newsx(*run, "--force").exit_code == 1
    (out / DONE).unlink()
    (out / RUN).write_bytes(note)  # as if it had been killed at its very end
    (tmp_path / "in" / "late.txt").write_text("Ofcom fined Larkfield Radio £5.")
    second = newsx(*run, "--resume")
    assert "3 articles, 1 records (7 more were there already)" in second.stderr
    assert (out / DONE).exists()
    assert [path.name for path in out.glob("part-2-*")] == ["part-2-000000.parquet"]


def test_a_record_answers_for_one_article() -> None:
    article = Article(text="x", id="a", path="b.zip/a.txt")
    done = Done(known(article.source()))
    assert [done.has(article), done.has(article), done.has(Article(text="y"))] == [True, False, False]


def test_a_file_that_is_named_twice_is_read_in_one_piece() -> None:
    places = [Place("a/b.txt", "b.txt"), Place("a/c.txt", "c.txt"), Place("a/b.txt", "b.txt", named=False)]
    rows = engine.rows(places, Parts("out", "jsonl"))
    assert [pickle.loads(row["file"]) for row in rows] == [([places[0], places[2]], b""), ([places[1]], b"")]


def test_a_run_with_other_options_is_not_gone_on_with(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    assert folder.begin("k", force=False, resume=True).number == 1
    with pytest.raises(UsageError, match="was made with k, this is other: --force starts again"):
        folder.begin("other", force=False, resume=True)
    with pytest.raises(UsageError, match="left from an unfinished run: --resume goes on"):
        folder.begin("k", force=False, resume=False)
    (tmp_path / "out" / RUN).unlink()
    (tmp_path / "out" / "part-000000.jsonl").write_text("")
    with pytest.raises(UsageError, match="has no _RUN"):
        folder.begin("k", force=False, resume=True)


def test_what_an_earlier_start_writes_late_counts_for_nothing(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path / "out"))
    first = folder.begin("k", force=False, resume=False)
    (tmp_path / "out" / first.part(0, "jsonl")).write_text("")
    second = folder.begin("k", force=False, resume=True)
    for name in (first.part(1, "jsonl"), second.part(0, "jsonl"), f".{first.part(2, 'jsonl')}.{'0' * 32}.new"):
        (tmp_path / "out" / name).write_text("")
    third = folder.begin("k", force=False, resume=True)
    assert third.kept == ("part-000000.jsonl", "part-2-000000.jsonl")
    folder.finish(third)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [DONE, *third.kept]


def test_only_an_earlier_output_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "part-000000.jsonl").write_text("")
    with pytest.raises(UsageError, match="--force overwrites it"):
        Parts(str(tmp_path), "jsonl").begin("k")
    Parts(str(tmp_path), "jsonl").begin("k", force=True)
    assert [path.name for path in tmp_path.iterdir()] == [RUN]
    (tmp_path / "thesis.txt").write_text("")
    with pytest.raises(UsageError, match="holds other files"):
        Parts(str(tmp_path), "jsonl").begin("k", force=True)
