"""Text to Doc with the embedded model."""

import pytest
import spacy
from spacy.tokens import Doc

from newsx.errors import ModelError
from newsx.model.folder import EMBEDDED
from newsx.parse import load, parse

ARTICLE = """Northwind Energy fined over leak

LAGOS - The Harbour Safety Authority fined Northwind Energy Ltd 4 million euros on Tuesday. Its owner, Amaka Obi, said \
she would appeal.

Officials in Norway are also investigating X. The firm declined to comment.
"""


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.fixture(scope="module")
def doc(nlp):
    return parse(nlp, ARTICLE)


def columns(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.tag, t.pos, t.lemma, t.dep, t.head.i, t.is_sent_start, t.ent_iob, t.ent_type) for t in doc]


def test_the_text_is_kept(doc):
    assert doc.text == ARTICLE


@pytest.mark.parametrize("annotation", ["TAG", "POS", "LEMMA", "DEP", "SENT_START", "ENT_IOB"])
def test_everything_is_filled(doc, annotation):
    assert doc.has_annotation(annotation)


def test_a_headline_is_a_sentence(doc):
    assert next(doc.sents).text.strip() == "Northwind Energy fined over leak"


def test_people_and_organisations_are_found(doc):
    found = {(ent.text, ent.label_) for ent in doc.ents}
    assert {("Amaka Obi", "PERSON"), ("Northwind Energy Ltd", "ORG")} <= found


def test_the_trees_say_who_fined_whom(doc):
    verb = next(t for t in doc if t.lemma_ == "fine" and t.dep_ == "ROOT" and t.i > 6)
    arcs = {(t.dep_, t.text) for t in verb.children}
    assert ("nsubj", "Authority") in arcs
    assert arcs & {("obj", "Ltd"), ("iobj", "Ltd")}


def test_each_sentence_has_one_root_and_stays_whole(doc):
    for sent in doc.sents:
        assert [t.dep_ for t in sent].count("ROOT") == 1
        assert all(t.head.sent == sent for t in sent)


def test_a_company_of_one_letter_is_no_initial(doc):
    assert "X" in [t.text for t in doc]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\n Hello", ".", "Hello\n\n\nworld", "\u200b", "A."])
def test_odd_texts_are_read(nlp, text):
    assert parse(nlp, text).text == text


def test_a_text_gives_the_same_whatever_is_read_beside_it(nlp):
    texts = [ARTICLE, "FRAUD TRIAL OPENS\n\nTwo men denied it.", "He was jailed.", ARTICLE[40:300]]
    together = [columns(doc) for doc in nlp.pipe(texts * 2, batch_size=3)]
    assert together == [columns(nlp(text)) for text in texts * 2]


def test_a_text_over_a_million_characters_is_accepted():
    nlp = load()
    nlp.select_pipes(disable="newsx_model")
    assert len(parse(nlp, "Word. " * 200_000).text) == 1_200_000


def test_single_line_breaks_end_paragraphs_but_not_wrapped_lines(nlp):
    text = (
        "The regulator said on Tuesday that it had opened an investigation into the\nCompany’s books.\nIt gave no date."
    )
    assert [s.text.strip()[:5] for s in nlp(text).sents] == ["The r", "It ga"]


def test_a_long_headline_ends_where_paragraphs_are_lines(nlp):
    headline = "Larkfield Man Sentenced to Nineteen Years in Prison for Fatally Shooting a Friend in the Chest"
    text = (
        f"{headline}\nLarkfield District Attorney Amaka Obi announced on Monday that a man was jailed. "
        + "It was late. " * 9
    )
    assert next(nlp(text).sents).text.strip() == headline


def test_a_copied_folder_reads_the_same(nlp, tmp_path):
    import shutil

    shutil.copytree(EMBEDDED, tmp_path / "copy")
    assert columns(load(tmp_path / "copy")(ARTICLE)) == columns(nlp(ARTICLE))


def test_the_fast_model_reads_by_its_name_alone():
    doc = load("fast")(ARTICLE)
    assert doc.text == ARTICLE and doc.has_annotation("DEP") and doc.ents
    assert load(EMBEDDED / "fast").pipe_names == load("fast").pipe_names


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('It ended. "', "We won", "BEFORE"),
        ("We won.", '" It ended', "AFTER"),
        ("Winds slowed it,", "Obi said", "NEVER"),
        ('"We won,"', "Obi said", "NEVER"),
        ("It ended.", "Obi won", "FREE"),
        ("It ended.\n\n", "Obi won", "STARTS"),
    ],
)
def test_quotes_and_commas_bind_sentences(before, after, rule):
    from newsx import parse as module

    glue = "" if rule in {"BEFORE", "AFTER", "STARTS"} else " "
    doc = spacy.blank("en")(before + glue + after)
    tokens = [t for t in doc if not t.is_space]
    place = next(i for i, t in enumerate(tokens) if t.idx >= len(before))
    assert list(module.breaks(doc))[place] == getattr(module, rule)


@pytest.mark.parametrize("name", ["no_such_model", "no/such/folder"])
def test_a_missing_model_is_one_line(name):
    with pytest.raises(ModelError, match="no such model"):
        load(name)


def test_a_folder_that_spacy_cannot_read_is_one_line(tmp_path):
    (tmp_path / "config.cfg").write_text("nonsense", "utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(tmp_path)
