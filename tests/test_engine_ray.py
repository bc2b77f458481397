"""Ray: the records of one machine, one process a core, and nothing lost or doubled when a machine dies in the middle."""

import json
import os
import time
from collections.abc import Iterator
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

from newsx.engines import ray as engine
from newsx.engines.parts import DONE, Parts
from newsx.errors import UsageError
from newsx.read import Place

pytestmark = pytest.mark.slow

FILES, ARTICLES = 16, 5


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
    import sys

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
    assert newsx("extract", tmp_path / "in", "-o", tmp_path / "out", "--engine", "ray").exit_code == 2


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
    parts.prepare(force=False)
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
    parts.prepare(force=False)
    setup = SlowSetup(model=str(tmp_path / "notes"))
    tally = engine.run(places, parts, engine.Work(setup, jobs=1), quiet=True)
    assert [json.loads(line)["source"]["id"] for line in lines(tmp_path / "out")] == ["a", "d"]
    died, failed = sorted(tally.failures)
    assert died == f"{tmp_path / 'b.txt'}: the worker process died on it"
    assert failed.startswith(f"{tmp_path / 'c.txt'}: a fault in newsx: KeyError")


def kill_at_work(cluster: Cluster, notes: Path) -> None:
    """Take away the first machine that has begun."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        for machine in list(cluster.worker_nodes):
            if (notes / machine.node_id).exists():
                cluster.remove_node(machine, allow_graceful=False)
                return
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-o", "OUT", "--resume"], "--resume is for one machine"),
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


def test_only_an_earlier_output_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "part-000000.jsonl").write_text("")
    with pytest.raises(UsageError, match="--force overwrites it"):
        Parts(str(tmp_path), "jsonl").prepare(force=False)
    Parts(str(tmp_path), "jsonl").prepare(force=True)
    assert not list(tmp_path.iterdir())
    (tmp_path / "thesis.txt").write_text("")
    with pytest.raises(UsageError, match="holds other files"):
        Parts(str(tmp_path), "jsonl").prepare(force=True)
