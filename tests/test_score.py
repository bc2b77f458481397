"""The score: the same figures as those that newsx is judged by, and no better for what is not there."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsx.cli import app
from newsx.score import harms, score
from newsx.score.inputs import as_gold
from newsx.score.names import norm, same_entity
from newsx.score.table import measured, table
from tests.pages import SAMPLES, samples

SHARED = Path(__file__).parent.parent.parent / "shared" / "gold"
EXAMPLES = sorted((SAMPLES / "records").glob("*.json"))


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["score", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.stderr
    return result.stdout


def gold(**changed: Any) -> dict[str, Any]:
    """An article in which a firm was fined by a regulator, and a witness and a lawyer speak."""
    entry: dict[str, Any] = {
        "v": 2, "id": "a",
        "actors": [
            {"name": "Larkfield Radio", "also": ["Larkfield"], "type": "organization", "part": "accused"},
            {"name": "Jane Roe", "also": ["Roe"], "type": "person", "part": "witness"},
        ],
        "agencies": [{"name": "Ofcom", "kind": "regulator", "country": "GB"}],
        "charges": [{"text": "fraud", "offence": "fraud", "status": "charged", "accused": ["Larkfield Radio"], "by": ["Ofcom"]}],
        "fines": [{"text": "£5", "amount": "5", "currency": "GBP", "kind": "fine", "status": "imposed", "payer": ["Larkfield Radio"], "by": ["Ofcom"]}],
        "sentences": [], "responses": [], "dates": [{"text": "May", "value": "2025-05"}],
        "actions": [{"type": "fine", "text": "fined", "by": ["Ofcom"], "on": ["Larkfield Radio"]}],
    }  # fmt: skip
    return entry | changed


def record(**changed: Any) -> dict[str, Any]:
    """The record that says the same."""
    firm, body = {"id": "actor-1", "name": "Larkfield"}, {"id": "agency-1", "name": "Ofcom"}
    entry: dict[str, Any] = {
        "source": {"id": "a"},
        "actors": [
            {"id": "actor-1", "name": "Larkfield", "aliases": ["Larkfield Radio"], "type": "organization", "part": "accused"},
            {"id": "actor-2", "name": "Jane Roe", "aliases": [], "type": "person", "part": "witness"},
        ],
        "agencies": [{"id": "agency-1", "name": "Ofcom", "aliases": [], "kind": "regulator", "country": "GB"}],
        "charges": [{"text": "fraud", "offence": "fraud", "status": "charged", "accused": [firm], "by": [body], "responses": []}],
        "fines": [{"text": "£5", "amount": "5", "currency": "GBP", "kind": "fine", "status": "imposed", "payers": [firm], "by": [body]}],
        "sentences": [], "dates": [{"text": "May", "value": "2025-05"}],
        "actions": [{"type": "fine", "text": "fined", "by": [body], "on": [firm]}],
    }  # fmt: skip
    return entry | changed


ROE = {"id": "actor-2", "name": "Jane Roe"}


def charge(**changed: Any) -> list[dict[str, Any]]:
    return [record()["charges"][0] | changed]


def test_a_record_that_says_what_gold_says_has_no_fault() -> None:
    made = measured(gold(), record())
    assert all(count["fp"] == count["fn"] == 0 for count in made.counts.values())
    assert all(all(hits) for hits in made.hits.values())
    assert not made.harms


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"charges": charge(accused=[ROE])}, "accused"),
        ({"charges": charge(status="convicted")}, "stage"),
        ({"charges": charge(text="theft", offence="theft", status="admitted", accused=[ROE])}, "stage"),
        ({"charges": charge(responses=[{"kind": "admission", "party": ROE, "text": "sorry"}])}, "admission"),
        ({"charges": charge(responses=[{"kind": "denial", "party": ROE, "text": "no"}])}, "denial"),
        ({"fines": [record()["fines"][0] | {"payers": [ROE]}]}, "payer"),
        ({"fines": [record()["fines"][0] | {"amount": "700"}]}, "money"),
        ({"sentences": [{"text": "a year", "on": [ROE]}]}, "term"),
    ],
)
def test_errors_that_hurt_are_counted(changed: dict[str, Any], kind: str) -> None:
    assert kind in [found for found, _ in harms(record(**changed), gold())]


def test_a_charge_that_is_said_not_to_be_hurts_nobody() -> None:
    assert harms(record(charges=charge(accused=[ROE], polarity="negated")), gold()) == []


@pytest.mark.parametrize("status", ["convicted", "liable"])
def test_a_regulators_decision_is_no_conviction(status: str) -> None:
    wanted = gold(charges=[gold()["charges"][0] | {"status": "convicted"}])
    kinds = [kind for kind, _ in harms(record(charges=charge(status=status)), wanted)]
    assert kinds == (["verdict"] if status == "convicted" else [])


def test_optional_gold_counts_for_nobody() -> None:
    wanted = gold(actors=[gold()["actors"][0], gold()["actors"][1] | {"optional": True}])
    for made in (record(), record(actors=record()["actors"][:1])):
        result = score(made, wanted)["actors"]
        assert (len(result.pairs), result.extra, result.missed) == (1, (), ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mr Roe’s", "roe"), ("The Larkfield & Co.", "larkfield & co"), ("the", "the")],
)
def test_names_are_compared_without_titles_and_possessives(name: str, expected: str) -> None:
    assert norm(name) == expected


def test_a_longer_main_name_is_the_same_and_an_alias_is_half_as_good() -> None:
    entity = {"name": "Jane Roe", "also": ["Roe"]}
    assert same_entity({"name": "Doctor Jane Roe"}, entity) == 2
    assert same_entity({"name": "the accused", "aliases": ["Roe"]}, entity) == 1
    assert same_entity({"name": "Jane Doe"}, entity) == 0


def test_a_reviewed_record_is_gold_for_itself() -> None:
    for one in samples():
        data = json.loads(one.record.model_dump_json())
        made = measured(as_gold(data), data)
        for field in ("actors", "agencies", "fines", "sentences", "dates", "actions"):
            assert made.counts[field]["fn"] == 0, (one.record.source.id, field)


def test_intervals_hold_their_figure_and_are_the_same_each_time() -> None:
    worse = measured(gold(id="b"), record(fines=[], charges=charge(status="convicted")))
    articles = [measured(gold(), record()), worse, measured(gold(), record())]
    made = table(articles)
    assert made == table(articles)
    for figure in made.figures.values():
        assert figure.low <= figure.value <= figure.high
    assert made.figures["fines F1"].low < made.figures["fines F1"].high


def files(folder: Path, **records: dict[str, Any]) -> dict[str, Path]:
    (folder / "gold").mkdir()
    (folder / "gold" / "a.json").write_text(json.dumps(gold()))
    for name, content in records.items():
        (folder / f"{name}.jsonl").write_text(json.dumps(content) + "\n")
    return {"gold": folder / "gold"} | {name: folder / f"{name}.jsonl" for name in records}


def test_the_command_prints_every_field_and_every_error(tmp_path: Path) -> None:
    paths = files(tmp_path, new=record(fines=[]))
    shown = run(paths["gold"], paths["new"], "--show")
    assert "  fines     - £5 5 GBP imposed by=Ofcom" in shown.splitlines()
    assert "macro F1 0.833" in shown


def test_a_comparison_says_what_was_gained_and_lost(tmp_path: Path) -> None:
    paths = files(tmp_path, old=record(fines=[]), new=record(charges=charge(status="convicted"), dates=[]))
    shown = run(paths["gold"], "--compare", paths["old"], paths["new"])
    assert "  gained fines     £5 5 GBP imposed by=Ofcom" in shown.splitlines()
    assert "  lost   dates     May 2025-05" in shown.splitlines()
    assert "  HURTS:  stage 'fraud' told as convicted, is charged" in shown.splitlines()


def test_an_article_without_a_record_counts_as_empty(tmp_path: Path) -> None:
    paths = files(tmp_path, new=record() | {"source": {"id": "b"}})
    shown = run(paths["gold"], paths["new"])
    assert "no record of a: counted as empty" in shown
    assert "macro F1 0.000" in shown


@pytest.mark.parametrize("arguments", [("--compare",), ("x.jsonl",)])
def test_the_wrong_number_of_record_files_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    paths = files(tmp_path, new=record())
    result = CliRunner().invoke(app, ["score", str(paths["gold"]), str(paths["new"]), *arguments])
    assert result.exit_code == 2


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records that the fast model makes of the gold articles."""
    from newsx import Article, Extractor

    golds = [json.loads(f.read_text("utf-8")) for f in sorted((SHARED / "dev").glob("*.json"))]
    texts = [(SHARED / "dev" / f"{entry['id']}.txt").read_text("utf-8") for entry in golds]
    articles = [Article(text=text, id=entry["id"]) for text, entry in zip(texts, golds, strict=True)]
    file = tmp_path_factory.mktemp("read") / "records.jsonl"
    file.write_text("".join(r.model_dump_json() + "\n" for r in Extractor("fast").pipe(articles)), "utf-8")
    return file


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold, which is not here")
def test_the_figures_are_those_of_the_scorer(read: Path) -> None:
    theirs = of_the_scorer("score.py", read)
    ours = json.loads(run(SHARED / "dev", read, "--json"))
    assert ours["articles"] == theirs["articles"]
    for field, figures in theirs["fields"].items():
        for name, value in (("precision", "precision"), ("recall", "recall"), ("F1", "f1")):
            assert ours["figures"][f"{field} {name}"]["value"] == pytest.approx(figures[value])
        assert {k: v for k, v in ours["counts"][field].items() if v} == {
            k: figures[k] for k in ("tp", "fp", "fn") if figures.get(k)
        }
    assert ours["figures"]["macro F1"]["value"] == pytest.approx(theirs["macro_f1"])
    assert {k: pytest.approx(v["right"] / v["of"]) for k, v in ours["details"].items()} == theirs["details"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/gold, which is not here")
def test_the_errors_that_hurt_are_those_of_the_scorer(read: Path) -> None:
    theirs = of_the_scorer("harm.py", read)
    ours = json.loads(run(SHARED / "dev", read, "--json"))["figures"]
    for kind, value in theirs["per_100_articles"].items():
        assert ours[f"harm {kind}"]["value"] == pytest.approx(value), kind
    assert theirs["per_100_articles"]["all"] > 0


@pytest.mark.skipif(not (SHARED / "modern").is_dir(), reason="needs ../shared/gold, which is not here")
@pytest.mark.parametrize("edition", ["modern", "seed", "train", "dev"])
def test_every_error_is_the_scorers_also_where_one_article_is_told_as_another(edition: str) -> None:
    """Gold as the record of its neighbour: every kind of error comes up, with and without those of the second edition."""
    theirs = scorer("score"), scorer("harm")
    golds = [json.loads(f.read_text("utf-8")) for f in sorted((SHARED / edition).glob("*.json"))][:60]
    for entry, other in zip(golds, [*golds[1:], golds[0]], strict=True):
        for made in (as_record(entry), as_record(entry, other)):
            expected = {f: tuple(map(list, result)) for f, result in theirs[0].score_article(made, entry).items()}
            ours = {f: (list(r.pairs), list(r.extra), list(r.missed)) for f, r in score(made, entry).items()}
            assert ours == expected
            assert harms(made, entry) == theirs[1].harms(made, entry)


def as_record(gold: dict[str, Any], accused: dict[str, Any] | None = None) -> dict[str, Any]:
    """A record with the items of gold, and with the parties of another article where one is given."""
    everybody = [*gold["actors"], *(accused or {"actors": []})["actors"]]
    refs = [{"id": f"actor-{n}", "name": e["name"]} for n, e in enumerate(everybody)]
    known = {ref["name"]: ref for ref in refs}
    bodies = {a["name"]: {"id": f"agency-{n}", "name": a["name"]} for n, a in enumerate(gold["agencies"])}

    def ref(names: list[str]) -> list[dict[str, str]]:
        found = [known[n] if n in known else bodies[n] for n in names if n in known or n in bodies]
        return refs[-1:] if accused else found

    answers = [
        {"kind": r["kind"], "text": r["text"], "party": (ref(r["party"]) or [{}])[0]} for r in gold.get("responses", [])
    ]
    return {
        "actors": [r | {"aliases": e.get("also", []), "type": e["type"], "part": e.get("part")} for r, e in zip(refs, everybody, strict=True)],
        "agencies": [bodies[a["name"]] | {"aliases": a.get("also", []), "kind": a["kind"], "country": a["country"]} for a in gold["agencies"]],
        "charges": [
            {"text": c["text"], "offence": c["offence"], "status": "convicted" if accused else c["status"],
             "accused": ref(c.get("accused", [])), "by": ref(c.get("by", [])), "responses": answers}
            for c in gold["charges"]
        ],
        "fines": [f | {"payers": ref(f.get("payer", [])), "by": ref(f.get("by", [])), "text": f.get("text", "")} for f in gold["fines"]],
        "sentences": [s | {"on": ref(s.get("on", []))} for s in gold.get("sentences", [])],
        "dates": gold["dates"],
        "actions": [{"type": a["type"], "text": a.get("text"), "by": ref(a.get("by", [])), "on": ref(a.get("on", []))} for a in gold["actions"]],
    }  # fmt: skip


def of_the_scorer(name: str, records: Path) -> Any:
    command = [sys.executable, str(SHARED / name), str(SHARED / "dev"), "--records", str(records), "--json"]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def scorer(name: str) -> Any:
    """The scorer's own module."""
    if str(SHARED) not in sys.path:
        sys.path.append(str(SHARED))
    return importlib.import_module(name)
