"""The summary: the case in some 20 lines, in which no allegation looks like a verdict and nothing is cut in silence."""

import io
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsx.article import Article
from newsx.glance import STAGES, ahead, others, parties, plain
from newsx.glance.lines import listed, wrapped
from newsx.records import Action, Actor, Agency, Charge, ChargeStatus, Date, Evidence, Fine, Link, Record, Ref, Response
from newsx.write.summary import lines, open_writer

TEXT = "A watchdog looked into Larkfield Radio\n\nOfcom fined it."
EVIDENCE = Evidence(start=0, end=1, text="A", rule="r.r")
ROE, FIRM, OFCOM = (
    Link(id=i, name=n) for i, n in (("actor-1", "Jane Roe"), ("actor-2", "Larkfield"), ("agency-1", "Ofcom"))
)


def charge(number: int = 1, **fields: object) -> Charge:
    given = {
        "id": f"charge-{number}", "text": f"wrong {number}", "start": 0, "end": 1, "offence": "fraud",
        "status": "alleged", "accused": (ROE,), "by": (OFCOM,), "evidence": EVIDENCE,
    }  # fmt: skip
    return Charge.model_validate(given | fields)


def fine(number: int = 1, **fields: object) -> Fine:
    given = {
        "id": f"fine-{number}", "text": "£5", "start": 0, "end": 1, "amount": "5", "currency": "GBP", "kind": "fine",
        "status": "imposed", "payers": (FIRM,), "evidence": EVIDENCE,
    }  # fmt: skip
    return Fine.model_validate(given | fields)


def record(*items: object, **source: object) -> Record:
    return Record(
        source=Article(text=TEXT, id="a", path="a.txt").source().model_copy(update=source),
        actors=(
            Actor(id="actor-1", name="Jane Roe", type="person"),
            Actor(id="actor-2", name="Larkfield", type="organization"),
            Actor(id="actor-3", name="Ann Witness", type="person", part="witness"),
        ),
        agencies=(Agency(id="agency-1", name="Ofcom", kind="regulator", country="GB"),),
        charges=tuple(i for i in items if isinstance(i, Charge)),
        fines=tuple(i for i in items if isinstance(i, Fine)),
        dates=tuple(i for i in items if isinstance(i, Date)),
        actions=tuple(i for i in items if isinstance(i, Action)),
    )


def shown(made: Record, width: int = 80) -> list[str]:
    return [line.plain for line in lines(made, TEXT, width)]


def test_the_headline_is_the_first_line_of_a_text_without_a_title() -> None:
    assert shown(record())[0] == "A watchdog looked into Larkfield Radio"
    assert shown(record(title="Title"))[0] == "Title"


@pytest.mark.parametrize("status", STAGES)
def test_only_what_is_proven_stands_in_capitals(status: ChargeStatus) -> None:
    line = next(line for line in shown(record(charge(status=status))) if "wrong 1" in line)
    word = STAGES[status].word
    assert word in line
    assert word.isupper() is (status in ("liable", "admitted", "convicted"))


def test_every_stage_of_the_record_has_a_word() -> None:
    assert set(STAGES) == set(ChargeStatus.__args__)  # type: ignore[attr-defined]
    assert len({stage.word.casefold() for stage in STAGES.values()}) == len(STAGES)


@pytest.mark.parametrize(
    "denial",
    [{"polarity": "denied"}, {"responses": (Response(kind="denial", start=0, end=1, text="A", party=ROE),)}],
)
def test_a_denial_stands_beside_its_charge(denial: dict[str, object]) -> None:
    assert any("wrong 1 · by Ofcom · DENIED" in line for line in shown(record(charge(**denial))))


@pytest.mark.parametrize("field", ["polarity", "modality"])
def test_what_the_article_denies_is_shown_as_not_so(field: str) -> None:
    assert any(line.startswith("– not so") for line in shown(record(charge(status="convicted", **{field: "negated"}))))


def test_a_low_confidence_is_said_and_an_unknown_one_is_not() -> None:
    assert any("wrong 1 (unsure: 42%)" in line for line in shown(record(charge(confidence=0.42))))
    assert not any("unsure" in line for line in shown(record(charge(), charge(2, confidence=0.95))))


def test_an_unsure_link_is_said_of_the_party_that_it_leads_to() -> None:
    unsure, sure = ROE.model_copy(update={"confidence": 0.3}), FIRM.model_copy(update={"confidence": 0.9})
    found = shown(record(charge(accused=(unsure, sure)), fine(payers=(unsure,))))
    assert sum("unsure who: 30%" in line for line in found) == 2
    assert not any("unsure who" in line for line in found[found.index("Larkfield") :])


def test_who_stands_in_the_same_position_stands_in_one_block() -> None:
    found = parties(record(charge(accused=(ROE, FIRM))))
    assert [[m.name for m in party.members] for party in found] == [["Jane Roe", "Larkfield"]]
    assert [a.name for a in others(record(charge(accused=(ROE, FIRM))), found)] == ["Ann Witness"]


def test_a_body_against_which_a_motion_went_stands_accused_of_nothing() -> None:
    act = Action(id="action-1", type="dismissal", text="A", start=0, end=1, on=(OFCOM,), evidence=EVIDENCE)
    assert parties(record(act)) == ()


def test_a_charge_of_nobody_is_nobodys() -> None:
    assert "nobody named" in shown(record(charge(accused=())))


def test_a_maximum_is_no_fine_imposed() -> None:
    line = next(line for line in shown(record(fine(status="maximum"))) if "£5" in line)
    assert "at most, by law" in line


def day(number: int, text: str, first: str, **fields: object) -> Date:
    given = {"id": f"date-{number}", "text": text, "start": number, "end": number + 1, "timex_type": "DATE"}
    return Date.model_validate(given | {"value": first, "first_day": first, "last_day": first} | fields)


def test_the_next_date_is_the_nearest_after_publication() -> None:
    dates = day(1, "May", "2025-05-01"), day(2, "June", "2025-06-01"), day(3, "July", "2025-07-01")
    trial = Action(
        id="action-1", type="trial", text="A", start=0, end=1, modality="planned",
        dates=(Ref(id="date-2", name="June"),), evidence=EVIDENCE,
    )  # fmt: skip
    made = record(*dates, trial, published="2025-05-20")
    coming = ahead(made)
    assert coming is not None
    assert (coming.date.id, coming.act) == ("date-2", trial)
    assert "next       2025-06-01 (June): trial" in shown(made)


def test_what_is_cut_is_counted() -> None:
    many = [charge(n, text=f"a long name of wrong number {n}") for n in range(1, 31)]
    whole = shown(record(*many))
    left = int(next(line for line in whole if line.endswith("--wide")).split()[1])
    assert 30 - sum(f"number {n}" in " ".join(whole) for n in range(1, 31)) <= left


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_samples_fit_the_width_and_some_twenty_lines(width: int) -> None:
    for file in (Path(__file__).parent.parent / "samples" / "records").glob("*.json"):
        made = Record.model_validate(json.loads(file.read_text("utf-8")))
        drawn = [line.plain for line in lines(made, None, width)]
        assert max(map(cell_len, drawn)) <= width
        assert len(drawn) <= 24


@given(st.text(max_size=60), st.integers(10, 60), st.integers(1, 3))
def test_lines_keep_the_width_and_break_no_word(text: str, width: int, most: int) -> None:
    fitted = wrapped(plain(text), width, most)
    assert all(cell_len(line) <= width for line in fitted.lines)
    assert len(fitted.lines) <= most
    words = [w for line in fitted.lines for w in line.split()]
    if not fitted.cut:
        assert words == plain(text).split()
    assert all(w in plain(text).split() or w.endswith("…") for w in words)


@given(st.lists(st.text("abc ", min_size=1, max_size=9), max_size=8), st.integers(12, 40))
def test_a_list_shows_whole_items_and_counts_the_rest(items: list[str], width: int) -> None:
    fitted = listed([i.strip() or "x" for i in items], width, 2)
    assert fitted.cut == 0 or f"+ {fitted.cut}" in " ".join(fitted.lines)


@given(st.text())
def test_no_text_commands_the_terminal(text: str) -> None:
    stream = io.BytesIO()
    open_writer(stream).write(record(charge(text=f"\x1b]0;{text}\x07\u202e")), text)
    written = stream.getvalue().decode()
    assert not [c for c in written if unicodedata.category(c) in ("Cc", "Cf") and c != "\n"]
