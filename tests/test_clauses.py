"""Who acts on whom, on whose word, and whether it happened, read from parses that are given here."""

import pytest
import spacy
from spacy.tokens import Doc, Token

from newsx import clauses, clauses_speech, modality
from newsx.clauses_parties import who
from newsx.entities.cast import Cast
from newsx.records import Actor, Agency, Span

VOCAB = spacy.blank("en").vocab


def parsed(text: str) -> Doc:
    """A Doc from `word/TAG/dep/head` items; the lemma is the word unless a fifth part gives it."""
    rows = [item.split("/") for item in text.split()]
    tags = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "PRP": "PRON", "IN": "ADP", "WP": "PRON", "MD": "AUX"}
    return Doc(
        VOCAB,
        words=[r[0] for r in rows],
        tags=[r[1] for r in rows],
        pos=["VERB" if r[1].startswith("VB") else tags.get(r[1], "X") for r in rows],
        deps=[r[2] for r in rows],
        heads=[int(r[3]) for r in rows],
        lemmas=[r[4] if len(r) > 4 else r[0].lower() for r in rows],
    )


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


def texts(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


ACTIVE = "Police/NNS/nsubj/1 arrested/VBD/ROOT/1/arrest Roe/NNP/obj/1"
PASSIVE = "Roe/NNP/nsubj:pass/2 was/VBD/aux:pass/2/be arrested/VBN/ROOT/2/arrest by/IN/case/4 police/NNS/obl:agent/2"
CLEAR_NLP = "Roe/NNP/nsubjpass/2 was/VBD/auxpass/2/be arrested/VBN/ROOT/2/arrest by/IN/agent/2 police/NNS/pobj/3"
PARTICIPLE = "Roe/NNP/ROOT/0 arrested/VBN/acl/0/arrest by/IN/case/3 police/NNS/obl/1"
SHARED = (
    "Roe/NNP/nsubj:pass/2 was/VBD/aux:pass/2/be arrested/VBN/ROOT/2/arrest and/CC/cc/4 charged/VBN/conj/2/charge "
    "by/IN/case/6 police/NNS/obl:agent/4"
)
RELATIVE = (
    "Ofcom/NNP/nsubj/5 ,/,/punct/3 which/WP/nsubj/3 fined/VBD/acl:relcl/0/fine Alm/NNP/obj/3 spoke/VBD/ROOT/5/speak"
)
CONTROL = "Alm/NNP/nsubj/1 agreed/VBD/ROOT/1/agree to/TO/mark/3 pay/VB/xcomp/1"
AFTER_PLEA = "Roe/NNP/nsubj/1 pleaded/VBD/ROOT/1/plead guilty/JJ/xcomp/1 and/CC/cc/5 was/VBD/aux:pass/5/be jailed/VBN/conj/1/jail"


@pytest.mark.parametrize(
    ("text", "trigger", "agents", "patients"),
    [
        (ACTIVE, "arrested", ["Police"], ["Roe"]),
        (PASSIVE, "arrested", ["police"], ["Roe"]),
        (CLEAR_NLP, "arrested", ["police"], ["Roe"]),
        (PARTICIPLE, "arrested", ["police"], ["Roe"]),
        (SHARED, "charged", ["police"], ["Roe"]),
        (RELATIVE, "fined", ["Ofcom"], ["Alm"]),
        (CONTROL, "pay", ["Alm"], []),
        (AFTER_PLEA, "jailed", [], ["Roe"]),
    ],
)
def test_who_acts_and_on_whom(text: str, trigger: str, agents: list[str], patients: list[str]) -> None:
    verb = word(parsed(text), trigger)
    assert (texts(clauses.agents(verb)), texts(clauses.patients(verb))) == (agents, patients)


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (ACTIVE, "arrested", "actual"),
        ("Alm/NNP/nsubj/2 may/MD/aux/2 appeal/VB/ROOT/2", "appeal", "possible"),
        ("Alm/NNP/nsubj/2 will/MD/aux/2 appeal/VB/ROOT/2", "appeal", "planned"),
        ("Alm/NNP/nsubj/2 not/RB/advmod/2 charged/VBD/ROOT/2/charge", "charged", "negated"),
        ("Nobody/NN/nsubj:pass/2 was/VBD/aux:pass/2 charged/VBN/ROOT/2/charge", "charged", "negated"),
        ("Alm/NNP/nsubj/1 failed/VBD/ROOT/1/fail to/TO/mark/3 act/VB/xcomp/1", "act", "negated"),
        ("Alm/NNP/nsubj/1 said/VBD/ROOT/1/say it/PRP/nsubj/4 would/MD/aux/4 appeal/VB/ccomp/1", "appeal", "planned"),
        (
            "Roe/NNP/nsubj:pass/4 is/VBZ/aux/4/be to/TO/mark/4 be/VB/aux:pass/4 jailed/VBN/ROOT/4/jail",
            "jailed",
            "planned",
        ),
        ("Alm/NNP/nsubj/1 sued/VBD/ROOT/1/sue in/IN/case/3 May/NNP/obl/1", "sued", "actual"),
    ],
)
def test_whether_it_happened(text: str, trigger: str, expected: str) -> None:
    assert modality.of(word(parsed(text), trigger)) == expected


def span(doc: Doc, text: str) -> Span:
    start = doc.text.index(text)
    return Span(start=start, end=start + len(text), text=text)


def test_the_offices_of_a_company_stand_for_the_company() -> None:
    doc = parsed("the/DT/det/1 offices/NNS/ROOT/1/office of/IN/case/3 Alm/NNP/nmod/1")
    cast = Cast(actors=(Actor(id="actor-1", name="Alm", type="organization", mentions=(span(doc, "Alm"),)),))
    assert [r.name for r in who(doc[1], cast)] == ["Alm"]


def test_an_executive_of_a_company_does_not_stand_for_the_company() -> None:
    doc = parsed("an/DT/det/1 executive/NN/ROOT/1 of/IN/case/3 Alm/NNP/nmod/1")
    cast = Cast(actors=(Actor(id="actor-1", name="Alm", type="organization", mentions=(span(doc, "Alm"),)),))
    assert who(doc[1], cast) == ()


def test_police_said_names_whose_word_it_is() -> None:
    doc = parsed(
        "He/PRP/nsubj:pass/2 was/VBD/aux:pass/2 arrested/VBN/ROOT/2/arrest ,/,/punct/5 police/NNS/nsubj/5 said/VBD/parataxis/2/say"
    )
    cast = Cast(agencies=(Agency(id="agency-1", name="police", kind="police", mentions=(span(doc, "police"),)),))
    assert [r.id for r in clauses_speech.asserted_by(doc[2], cast)] == ["agency-1"]


def test_their_among_those_that_it_may_stand_for_asks_once() -> None:
    text = "Directors/NNS/nsubj/4 and/CC/cc/3 their/PRP/nmod:poss/3 wives/NNS/conj/0 left/VBD/ROOT/4/leave"
    assert who(word(parsed(text), "Directors"), Cast()) == ()


def test_without_a_parse_nobody_is_found_and_nothing_fails() -> None:
    doc = spacy.blank("en")("Police may arrest him.")
    for token in doc:
        token.is_sent_start = token.i == 0
    assert clauses_speech.asserted_by(doc[2], Cast()) == ()
    assert modality.of(doc[2]) == "possible"
