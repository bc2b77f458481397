"""Annotation tools: what goes there and comes back unchanged is the same record; what was changed there is changed."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsx import kept
from newsx.annotate import Join, Mark, Task, doccano, label_studio, merged, prodigy, task
from newsx.annotate.label_studio import found
from newsx.annotate.task import LABELS, VALUES
from newsx.cli import app
from newsx.errors import InputError
from newsx.kept import Kept
from tests.laws import check
from tests.pages import line, sample, samples, told

TEXT = "Ofcom fined Larkfield Radio £20,000 for unfairness. The firm denied it. Larkfield Radio will appeal."
TOOLS: dict[str, tuple[Callable[[Task], dict[str, Any]], Callable[[dict[str, Any]], Task | None]]] = {
    "label-studio": (label_studio.given, label_studio.read),
    "prodigy": (prodigy.given, prodigy.read),
    "doccano": (doccano.given, doccano.read),
}


def given(tool: str, one: Kept) -> dict[str, Any]:
    """The task as the tool reads it from a file."""
    content = json.loads(json.dumps(TOOLS[tool][0](task(one))))
    assert isinstance(content, dict)
    return content


def back(tool: str, content: dict[str, Any]) -> Kept:
    read = TOOLS[tool][1](content)
    assert read is not None
    return merged(read)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("one", samples(), ids=lambda one: str(one.record.source.id))
def test_what_nobody_changed_comes_back_the_same(tool: str, one: Kept) -> None:
    assert back(tool, given(tool, one)) == one


def test_label_studio_takes_a_finding_away_with_every_reference_to_it() -> None:
    one = sample("fine")
    content = given("label-studio", one)
    result = content["predictions"][0]["result"]
    gone = {"agency-2", *(f"agency-2.{n}" for n in range(2, 9))}
    result[:] = [r for r in result if r.get("id") not in gone and not {r.get("from_id"), r.get("to_id")} & gone]
    made = back("label-studio", content)
    assert "Central Bank of Ireland" not in [a.name for a in made.record.agencies]
    assert "Central Bank of Ireland" not in [link.name for c in made.record.charges for link in c.by]
    assert len(made.record.charges) == len(one.record.charges)


def test_label_studio_changes_a_value_and_the_last_annotation_counts() -> None:
    content = given("label-studio", told("Larkfield Radio was accused of fraud; Ofcom fined it £5"))
    first = content.pop("predictions")[0]["result"]
    last = json.loads(json.dumps(first))
    for part in last:
        if part.get("from_name") == "charge-status":
            part["value"]["choices"] = ["charged"]
        if part.get("from_name") == "fine-amount":
            part["value"]["text"] = ["7"]
    content["annotations"] = [{"result": first}, {"result": last}, {"result": [], "was_cancelled": True}]
    made = back("label-studio", content).record
    assert (made.charges[0].status, made.fines[0].amount) == ("charged", "7")
    assert made.charges[0].accused[0].name == "Larkfield Radio"


def test_a_relation_that_was_turned_to_somebody_else_points_there() -> None:
    content = given("label-studio", sample("fine"))
    result = content["predictions"][0]["result"]
    payer = next(r for r in result if r.get("labels") == ["payers"] and r["from_id"] == "fine-5")
    payer["to_id"] = "actor-4"
    made = back("label-studio", content).record
    assert [(p.id, p.name) for p in made.fines[4].payers] == [("actor-4", "Fair Account")]
    assert [p.name for p in made.fines[0].payers] == ["Greyport Bank"]


def test_plain_labels_without_relations_keep_the_references() -> None:
    one = sample("fine")
    content = given("doccano", one)
    plain = {
        "text": content["text"], "meta": {"newsx": content["newsx"]},
        "label": [[e["start_offset"], e["end_offset"], e["label"]] for e in content["entities"]],
    }  # fmt: skip
    assert back("doccano", plain) == one


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_an_annotator_rejects_in_prodigy_is_no_record(answer: str) -> None:
    assert prodigy.read(given("prodigy", sample("fine")) | {"answer": answer}) is None


def test_prodigy_gets_tokens_that_fit_the_text_and_the_spans() -> None:
    content = given("prodigy", sample("fine"))
    for token in content["tokens"]:
        assert content["text"][token["start"] : token["end"]] == token["text"]
    with_tokens = [s for s in content["spans"] if "token_start" in s]
    assert len(with_tokens) > len(content["spans"]) / 2
    for span in with_tokens:
        assert content["tokens"][span["token_start"]]["start"] == span["start"]
        assert content["tokens"][span["token_end"]]["end"] == span["end"]


def from_nothing(*marks: tuple[str, str, str], joins: tuple[Join, ...] = (), **values: Any) -> Kept:
    """A record of an article that was annotated without newsx: key, label and words of each mark."""
    made, after = [], 0
    for key, label, words in marks:
        start = TEXT.index(words, after if words == "Larkfield Radio" and after else 0)
        after = start + 1 if words == "Larkfield Radio" else after
        made.append(Mark(key, label, start, start + len(words), values.get(key, {})))
    return merged(Task(TEXT, tuple(made), joins, id="mine", published="2025-03-05"))


def test_an_article_annotated_without_newsx_is_a_record_that_says_the_least() -> None:
    made = from_nothing(
        ("f", "fine", "£20,000"), ("c", "charge", "unfairness"), ("o", "agency", "Ofcom"),
        ("l", "organization", "Larkfield Radio"), ("m", "organization", "Larkfield Radio"), ("d", "response", "denied it"),
        joins=(Join("f", "l", "payers"), Join("f", "o", "by"), Join("c", "m", "accused"), Join("d", "c", "of"), Join("d", "l", "party")),
    )  # fmt: skip
    check(made.record, TEXT)
    (firm,) = made.record.actors
    assert (firm.name, len(firm.mentions)) == ("Larkfield Radio", 2)
    (fine,) = made.record.fines
    assert (fine.status, fine.amount, [p.name for p in fine.payers]) == ("proposed", None, ["Larkfield Radio"])
    assert fine.evidence.text == "Ofcom fined Larkfield Radio £20,000 for unfairness."
    (charge,) = made.record.charges
    assert (charge.status, [a.id for a in charge.accused]) == ("alleged", ["actor-1"])
    assert [(r.kind, r.party and r.party.name) for r in charge.responses] == [("denial", "Larkfield Radio")]
    assert (made.record.source.id, made.record.source.published) == ("mine", "2025-03-05")


def test_a_new_finding_is_counted_in_where_it_stands() -> None:
    one = sample("fine")
    assert one.text is not None
    content = given("doccano", one)
    start = one.text.index("Irish bank")
    content["entities"].append({"id": 999, "label": "charge:alleged", "start_offset": start, "end_offset": start + 10})
    made = back("doccano", content).record
    assert made.charges[0].text == "Irish bank"
    assert [c.id for c in made.charges] == [f"charge-{n}" for n in range(1, len(made.charges) + 1)]
    assert [ref.name for f in made.fines for ref in f.charges] == [r.name for f in one.record.fines for r in f.charges]
    assert {ref.id for f in made.fines for ref in f.charges} <= {c.id for c in made.charges}
    check(made, one.text)


def test_a_value_that_no_record_may_hold_is_named() -> None:
    with pytest.raises(InputError, match=r"mine: charges.0.status: Input should be 'alleged'"):
        from_nothing(("c", "charge", "unfairness"), c={"status": "guilty"})


def test_an_offset_that_counts_an_emoji_as_two_is_put_right() -> None:
    text = "😀😀 Ofcom fined it"
    assert found(text, 5, 10, "Ofcom") == (3, 8)
    assert found(text, 3, 8, "Ofcom") == (3, 8)
    assert found(text, 4, 9, None) == (4, 9)


def test_the_interface_of_label_studio_has_every_label_and_value() -> None:
    shown = ET.fromstring(CliRunner().invoke(app, ["schema", "--label-studio"]).stdout)
    assert [e.get("value") for e in shown.iter("Label")] == list(LABELS)
    names = {e.get("name") for e in (*shown.iter("Choices"), *shown.iter("TextArea"))}
    assert names == {f"{label}-{value}" for label, values in VALUES.items() for value in values}
    stages = next(e for e in shown.iter("Choices") if e.get("name") == "charge-status")
    assert "liable" in [e.get("value") for e in stages]


def convert(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["convert", *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.stderr
    return result.stderr


@pytest.mark.parametrize(("tool", "ending"), [("label-studio", "json"), ("prodigy", "jsonl"), ("doccano", "jsonl")])
def test_the_command_goes_there_and_back(tmp_path: Path, tool: str, ending: str) -> None:
    ones = samples()
    (tmp_path / "records.jsonl").write_text("".join(map(line, ones)))
    there, here = tmp_path / f"tasks.{ending}", tmp_path / "reviewed.jsonl"
    assert convert(tmp_path / "records.jsonl", "--to", tool, "-o", there) == f"newsx: {len(ones)} articles\n"
    convert(there, "-o", here)
    assert list(kept.read(here)) == ones


def test_reviewed_records_feed_the_training(tmp_path: Path) -> None:
    one = sample("fine")
    (tmp_path / "records.jsonl").write_text(line(one))
    convert(tmp_path / "records.jsonl", "--to", "train", "-o", tmp_path / "out")
    (text,) = (tmp_path / "out").glob("*.txt")
    assert text.read_text("utf-8") == one.text
    content = json.loads(text.with_suffix(".json").read_text("utf-8"))
    assert {a["name"] for a in content["actors"]} == {a.name for a in one.record.actors}
    assert "Greyport" in content["actors"][0]["also"]
    records = pytest.importorskip("newsx.training.records", reason="torch is not installed")
    assert any(one.text[s:e] == "Greyport Bank" for s, e, _ in records.example(text.with_suffix(".json")).names)


@pytest.mark.parametrize(
    "content", ['[{"data": {}, "annotations": [{"result": [{}]}]}]', '{"spans": [{}], "text": "x"}']
)
def test_what_no_tool_exports_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    result = CliRunner().invoke(app, ["convert", str(tmp_path / "a.json"), "-o", str(tmp_path / "b.jsonl")])
    assert result.exit_code == 1
    assert "a.json: task 1: not as the tool exports it" in result.stderr
    assert not (tmp_path / "b.jsonl").exists()


def test_records_without_their_texts_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(told(TEXT).record.model_dump_json() + "\n")
    arguments = ["convert", str(tmp_path / "a.jsonl"), "--to", "prodigy", "-o", str(tmp_path / "b.jsonl")]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "its text is not at hand" in result.stderr
