"""The judge: runs of words, scales, what is kept at which confidence, and the laws of every record."""

import json
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from typer.testing import CliRunner

from newsx import Extractor
from newsx.cli import app
from newsx.decide import bench, laws
from newsx.entities.cast import Cast
from newsx.errors import ModelError
from newsx.find.runs import runs
from newsx.judge import load
from newsx.judge.scales import Scale
from newsx.judge.table import Table, odds
from newsx.read import articles
from newsx.records import Actor

SAMPLES = Path(__file__).parent.parent / "samples"
TEXTS = sorted(str(f) for f in SAMPLES.iterdir() if f.suffix in (".txt", ".md", ".html", ".json"))


@pytest.fixture(scope="module", params=[None, "fast"])
def records(request):
    extractor = Extractor(request.param)
    return [extractor.extract(article) for article in articles(TEXTS)]


def chances(*rows):
    """Chances of O, B-x, I-x for each word."""
    return np.array(rows, dtype=np.float32)


def test_a_run_ends_where_the_next_begins():
    found = runs(chances((1, 0, 0), (0, 0.9, 0.1), (0, 0.1, 0.9), (0, 0.9, 0.1)))
    assert [(r.start, r.end) for r in found] == [(1, 3), (3, 4)]


def test_a_faint_run_stands_where_no_surer_one_does():
    found = runs(chances((0.8, 0.2, 0), (1, 0, 0), (0.1, 0.9, 0)))
    assert [(r.start, r.end, round(r.chance, 1)) for r in found] == [(0, 1, 0.2), (2, 3, 0.9)]


def test_odds_are_bounded():
    assert odds([0.0, 0.5, 1.0]).tolist() == [-6.0, 0.0, 6.0]


def test_a_scale_refuses_other_signals():
    scale = Scale(("a",), np.array([1.0]), 0.0, np.array([0.0]))
    with pytest.raises(ModelError, match="another version"):
        scale.chances(Table(("b",), np.array([[1.0]])))


def test_the_chances_of_a_choice_sum_to_one():
    scale = Scale(("a",), np.array([1.0]), 0.0, np.array([0.0]), choice=True)
    found = scale.chances(Table(("a",), np.array([[[0.0], [0.0]]])))
    assert found.tolist() == [[0.5, 0.5]]


def test_reasons_name_the_signals_that_moved_most():
    scale = Scale(("a", "b"), np.array([1.0, 3.0]), 0.0, np.array([0.0, 0.0]))
    assert [name for name, _ in scale.reasons(np.array([1.0, -1.0]))] == ["b", "a"]


def test_a_damaged_scale_is_said_in_one_line(tmp_path):
    (tmp_path / "scales.json").write_text('{"scales": [')
    with pytest.raises(ModelError, match=r"scales\.json cannot be read"):
        load.scales(tmp_path / "scales.json")


def test_scales_read_back_as_they_were_written(tmp_path):
    made = {"x": Scale(("a",), np.array([0.25]), -1.0, np.array([0.5]), choice=True)}
    load.save(tmp_path / "scales.json", made, {"x": 0.4})
    read, cut = load.scales(tmp_path / "scales.json")
    assert (read["x"].names, read["x"].weights.tolist(), read["x"].bias, read["x"].choice) == (
        ("a",),
        [0.25],
        -1.0,
        True,
    )
    assert cut == {"x": 0.4}


def test_no_record_breaks_a_law(records):
    assert [broken for record in records for broken in laws.broken(record)] == []


def test_every_item_and_link_has_a_confidence(records):
    for record in records:
        items = [*record.charges, *record.fines, *record.sentences, *record.actions]
        links = [r for c in record.charges for r in (*c.accused, *c.by)]
        links += [r for a in record.actions for r in (*a.by, *a.on)] + [r for f in record.fines for r in f.payers]
        assert all(x.confidence is not None and 0 <= x.confidence <= 1 for x in (*items, *links))


def test_every_actor_has_a_part(records):
    assert all(actor.part for record in records for actor in record.actors)


def test_min_confidence_leaves_out_the_less_likely():
    text = (SAMPLES / "fine.txt").read_text("utf-8")
    some = Extractor(min_confidence=0.9).extract(text)
    every = Extractor().extract(text)
    assert len(some.charges) <= len(every.charges) and len(some.actions) < len(every.actions)
    assert all(x.confidence >= 0.9 for x in (*some.charges, *some.fines, *some.actions))


def test_the_command_takes_min_confidence():
    ran = CliRunner().invoke(app, ["extract", str(SAMPLES / "fine.txt"), "-f", "json", "--min-confidence", "0.95"])
    assert ran.exit_code == 0
    assert all(a["confidence"] >= 0.95 for a in json.loads(ran.stdout)["actions"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [(["imposed", "maximum"], "maximum"), (["proposed"], "proposed"), (["imposed"], None), ([], None)],
)
def test_a_stage_that_spares_somebody_prevails(said, expected):
    assert bench.spared(iter(said), ("imposed", "proposed", "maximum")) == expected


def linked(*chances, several=bench.SEVERAL):
    """Which of some entities are named for links of these chances."""
    ids = [f"actor-{n}" for n in range(1, len(chances) + 1)]
    cast = Cast(actors=tuple(Actor(id=id, name=id, type="person") for id in ids))
    scene = SimpleNamespace(ids=ids, cast=cast)
    one = bench.Bench(scene, {}, None, None, (), {"x": 0.4})
    return [ref.id for ref in one.refs("x", np.array(chances), several=several)]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ((0.9, 0.7, 0.5), ["actor-1", "actor-2"]),  # several where each is likely
        ((0.55, 0.41), ["actor-1"]),  # of unlikely ones the best
        ((0.55, 0.5), []),  # which of the two is open
        ((0.39,), []),
    ],
)
def test_a_link_that_is_open_names_nobody(chances, expected):
    assert linked(*chances) == expected


def test_a_term_of_one_is_on_nobody_where_two_are_as_likely():
    assert linked(0.66, 0.67, several=0.8) == []


PLEA = "Prosecutors charged Tom Alder with fraud on Monday. Alder pleaded not guilty to fraud at a hearing in Leeds on Tuesday."


def test_who_pleads_not_guilty_admits_nothing():
    answers = [r for charge in Extractor().extract(PLEA).charges for r in charge.responses]
    assert answers and {answer.kind for answer in answers} == {"denial"}


def test_one_trigger_tells_one_act(records):
    for record in records:
        places = sorted((a.start, a.end) for a in record.actions)
        assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_what_the_law_allows_is_not_imposed():
    text = (SAMPLES / "indictment.txt").read_text("utf-8")
    (term,) = Extractor().extract(text).sentences
    assert (term.duration, term.status) == ("P20Y", "maximum")
