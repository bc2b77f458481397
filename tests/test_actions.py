"""What was done to whom by whom: triggers, parties and one entry for one act."""

import pytest
import spacy
from spacy.tokens import Doc

from newsx import patterns
from newsx.article import Article
from newsx.case import actions
from newsx.case.actions_triggers import hits
from newsx.entities.cast import Cast
from newsx.records import Action, ActionType, Actor, Agency, Fine, Span
from tests.test_clauses import parsed

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")

BODIES = {"Customs": "tax", "Ofcom": "regulator", "police": "police", "Police": "police", "Crown Court": "court"}
PARTIES = {"Alm": "organization", "Birk Foods": "organization", "Ann Roe": "person", "Roe": "person"}


def spans(text: str, name: str) -> tuple[Span, ...]:
    found, start = [], text.find(name)
    while start >= 0:
        found.append(Span(start=start, end=start + len(name), text=name))
        start = text.find(name, start + len(name))
    return tuple(found)


def cast_of(text: str) -> Cast:
    actors = [n for n in PARTIES if n in text and not (n == "Roe" and "Ann Roe" in text)]
    agencies = [n for n in BODIES if n in text]
    return Cast(
        actors=tuple(
            Actor(id=f"actor-{i}", name=n, type=PARTIES[n], mentions=spans(text, n)) for i, n in enumerate(actors, 1)
        ),
        agencies=tuple(
            Agency(id=f"agency-{i}", name=n, kind=BODIES[n], mentions=spans(text, n)) for i, n in enumerate(agencies, 1)
        ),
    )


def found(doc: Doc | str, fines: tuple[Fine, ...] = ()) -> list[tuple[str, list[str], list[str]]]:
    doc = NLP(doc) if isinstance(doc, str) else doc
    acts = actions.find(Article(text=doc.text), doc, cast_of(doc.text), (), (), fines, ())
    return [(a.type, [r.name for r in a.by], [r.name for r in a.on]) for a in acts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Customs raided the offices of Birk Foods.", [("raid", ["Customs"], ["Birk Foods"])]),
        ("Ann Roe was arrested by police.", [("arrest", ["police"], ["Ann Roe"])]),
        ("Ofcom opened an investigation into Alm.", [("investigation", ["Ofcom"], ["Alm"])]),
        ("Ann Roe pleaded guilty.", [("plea", ["Ann Roe"], [])]),
        ("Alm denied the allegations.", [("denial", ["Alm"], [])]),
        ("Alm charged $5 for a coffee.", []),
        ("Nobody raided the fridge.", []),
    ],
)
def test_acts_are_found_by_the_order_of_words_without_a_parse(text: str, expected: list) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police/NNS/nsubj/1 raided/VBD/ROOT/1/raid Alm/NNP/nmod:poss/4 's/POS/case/2 offices/NNS/obj/1", [("raid", ["Police"], ["Alm"])]),
        ("Alm/NNP/nsubj:pass/2 was/VBD/aux:pass/2/be fined/VBN/ROOT/2/fine by/IN/case/4 Ofcom/NNP/obl:agent/2", [("fine", ["Ofcom"], ["Alm"])]),
        ("Ofcom/NNP/nmod:poss/2 's/POS/case/0 probe/NN/nsubj/5 into/IN/case/4 Alm/NNP/nmod/2 ended/VBD/ROOT/5/end", [("investigation", ["Ofcom"], ["Alm"])]),
        ("Alm/NNP/nsubj/3 could/MD/aux/3 be/VB/aux:pass/3 fined/VBN/ROOT/3/fine", []),
        ("Alm/NNP/nsubj:pass/3 was/VBD/aux:pass/3 not/RB/advmod/3 raided/VBN/ROOT/3/raid", []),
        ("Roe/NNP/nsubj/1 arrested/VBD/ROOT/1/arrest in/IN/case/3 Hull/NNP/obl/1", [("arrest", [], ["Roe"])]),
    ],
)  # fmt: skip
def test_acts_are_found_by_the_parse(text: str, expected: list) -> None:
    assert found(parsed(text)) == expected


def test_one_act_told_twice_is_one_entry() -> None:
    assert found("Customs raided Alm on Monday. The raid on Alm lasted a day.") == [("raid", ["Customs"], ["Alm"])]


def test_acts_on_different_people_stay_apart() -> None:
    acts = found("Ann Roe pleaded guilty. Alm pleaded guilty.")
    assert [a[1] for a in acts] == [["Ann Roe"], ["Alm"]]


def test_a_court_that_tried_one_party_did_not_try_all() -> None:
    text = (
        "A jury in Hull convicted Alm on Monday. "
        + "Nobody else spoke. " * 4
        + "Ann Roe was convicted of murder in 2005."
    )
    assert [a[1] for a in found(text) if a[2] == ["Ann Roe"]] == [[]]


def test_every_entry_names_a_type_of_the_vocabulary() -> None:
    types = {e["type"] for e in patterns.load("actions") if "type" in e}
    assert types <= set(ActionType.__args__)  # type: ignore[attr-defined]


def test_the_longest_of_overlapping_triggers_wins() -> None:
    names = [h.entry["id"] for h in hits(NLP("Alm was ordered to pay a sum."))]
    assert names == ["fine"]


def test_ids_count_up_in_text_order_and_quotes_hold() -> None:
    text = "Customs raided Alm. Alm denied the allegations. Ann Roe resigned."
    acts: tuple[Action, ...] = actions.find(Article(text=text), NLP(text), cast_of(text), (), (), (), ())
    assert [a.id for a in acts] == ["action-1", "action-2", "action-3"]
    assert all(
        text[a.start : a.end] == a.text and text[a.evidence.start : a.evidence.end] == a.evidence.text for a in acts
    )


def test_an_article_without_acts_has_none() -> None:
    assert found("The weather in Hull was mild.") == []
    assert found("") == []
