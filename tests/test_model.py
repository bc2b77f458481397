"""The parts of the embedded model: trees, names, lemmas, windows, folders."""

import importlib
import io
import itertools
import json
import random
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from newsx.errors import ModelError
from newsx.model import lemmas, reader, tags, trees
from newsx.model.features import CLS, SEP, shape
from newsx.model.filling import tidy
from newsx.model.folder import EMBEDDED, FAST, FORMAT, opened, place
from newsx.training import augment, bar, corpora, mentions, sports, world

ROWS = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.lists(st.integers(-9, 9), min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)
)


def reaches_root(heads: list[int], word: int) -> bool:
    for _ in heads:
        word = heads[word - 1] if word else 0
    return word == 0


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_every_sentence_is_a_tree_with_one_root(rows):
    heads = trees.heads(np.array(rows, dtype=np.float32)).tolist()
    assert heads.count(0) == 1
    assert all(reaches_root(heads, word) for word in range(1, len(heads) + 1))


def test_the_best_tree_is_found_where_the_best_heads_make_a_ring():
    scores = np.array([[1, 0, 9], [3, 9, 0]], dtype=np.float32)
    assert trees.heads(scores).tolist() == [2, 0]


def test_a_name_never_begins_inside():
    choices = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    scores = np.array([[0, 1, 2, 0, 0], [0, 0, 0, 0, 3], [9, 0, 0, 0, 0]], dtype=np.float32)
    assert tags.names(scores, choices) in ([(0, 2, "LOC")], [(0, 1, "ORG"), (1, 2, "LOC")])


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        (["Mr", "Tom", "Okafor"], (0, 3, "PERSON"), [(1, 3, "PERSON")]),
        (["Acme", "'s"], (0, 2, "ORG"), [(0, 1, "ORG")]),
        (["“", "Red", "Crew", "”"], (0, 4, "ORG"), [(1, 3, "ORG")]),
        (["President"], (0, 1, "PERSON"), []),
        (["Pope"], (0, 1, "PERSON"), [(0, 1, "PERSON")]),
        (["the", "U", ".", "S", ".", "court"], (1, 5, "LOC"), [(1, 5, "LOC")]),
        (["Jane", "Roe", "."], (0, 3, "PERSON"), [(0, 2, "PERSON")]),
    ],
)
def test_names_have_sensible_borders(words, name, expected):
    assert list(tidy([name], words)) == expected


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "expected"),
    [
        ("agencies", "NOUN", "NNS", "agency"),
        ("fines", "NOUN", "NNS", "fine"),
        ("businesses", "NOUN", "NNS", "business"),
        ("breaches", "NOUN", "NNS", "breach"),
        ("fined", "VERB", "VBD", "fine"),
        ("charged", "VERB", "VBN", "charge"),
        ("appealed", "VERB", "VBD", "appeal"),
        ("planned", "VERB", "VBD", "plan"),
        ("alleging", "VERB", "VBG", "allege"),
        ("laundering", "VERB", "VBG", "launder"),
        ("investigating", "VERB", "VBG", "investigate"),
        ("denies", "VERB", "VBZ", "deny"),
        ("said", "VERB", "VBD", "say"),
        ("pleaded", "VERB", "VBD", "plead"),
        ("was", "AUX", "VBD", "be"),
        ("’s", "AUX", "VBZ", "be"),
        ("Brussels", "PROPN", "NNP", "Brussels"),
        ("The", "DET", "DT", "the"),
        ("larger", "ADJ", "JJR", "large"),
    ],
)
def test_lemmas(word, upos, xpos, expected):
    assert lemmas.lemma(word, upos, xpos, lemmas.lexicon(EMBEDDED / "lemmas.json")) == expected


@pytest.fixture(scope="module", params=[None, FAST], ids=["embedded", "fast"])
def embedded(request):
    return reader.Reader(opened(place(request.param)))


def test_no_word_is_left_out_of_a_sentence_longer_than_a_window(embedded):
    words = [*("the", "court", "in", "Lagos", "and") * 250, "closed", "."]
    found = embedded.read(words, [i == 0 for i in range(len(words))])
    assert len(found.xpos) == len(found.heads) == len(found.starts) == len(words)


def test_a_window_ends_at_a_late_break_of_the_layout():
    breaks = [1] + [0] * 80 + [1] + [0] * 40
    assert reader.good_end(breaks, [False] * 122, 0, 100) == 81


def test_a_window_ends_a_few_words_behind_a_likely_sentence_start():
    likely = [i == 90 for i in range(122)]
    assert reader.good_end([0] * 122, likely, 0, 100) == 90 + reader.AHEAD


def test_a_window_is_full_where_no_sentence_ends_late_in_it():
    assert reader.good_end([0] * 122, [i == 20 for i in range(122)], 0, 100) == 100


def test_a_word_of_no_known_letter_is_read_too(embedded):
    assert len(embedded.read(["\u200b", "ꙮ", "x" * 5000], [True, False, False]).upos) == 3


def test_breaks_are_sentence_starts(embedded):
    words = ["Acme", "fined", "again", "The", "watchdog", "said", "so", "."]
    assert embedded.read(words, [i in (0, 3) for i in range(len(words))]).starts[3]


def test_exact_breaks_are_the_only_starts(embedded):
    words = ["It", "ended", ".", "It", "began", "."]
    assert sum(embedded.read(words, [True] + [False] * 5, exact=True).starts) == 1


@pytest.fixture
def folder(tmp_path):
    for name in (
        "judge.npz",
        "labels.npy",
        "lemmas.json",
        "meta.json",
        "scales.json",
        "tokenizer.json",
        "weights.onnx",
    ):
        shutil.copy(EMBEDDED / name, tmp_path / name)
    return tmp_path


def changed(folder: Path, **values: object) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | values), "utf-8")


def test_a_copy_of_the_folder_opens(folder):
    assert opened(folder).answers["names"][0] == "O"


def test_a_damaged_file_is_named(folder):
    with (folder / "weights.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    with pytest.raises(ModelError, match=r"weights\.onnx is damaged"):
        opened(folder)


def test_a_missing_file_is_named(folder):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json is missing"):
        opened(folder)


def test_a_newer_folder_is_refused(folder):
    changed(folder, format=FORMAT + 1)
    with pytest.raises(ModelError, match="newer newsx"):
        opened(folder)


def test_a_foreign_folder_is_refused(folder):
    changed(folder, format=None)
    with pytest.raises(ModelError, match="not a model of newsx"):
        opened(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ModelError, match="no model here"):
        opened(tmp_path)


def test_the_o_of_a_corpus_allows_the_labels_that_it_leaves_out():
    place, outside = corpora.allowed("uner", ["B-LOC", "O"])
    assert place == 1 << corpora.INDEX["B-LOC"] | 1 << corpora.INDEX["B-FAC"]
    assert outside & 1 << corpora.INDEX["B-NORP"]
    assert not outside & 1 << corpora.INDEX["B-PERSON"]


def test_titles_are_taken_off_people():
    words, tags_ = ["President", "Obi", "spoke"], ["B-per", "I-per", "O"]
    assert corpora.strip_titles(words, tags_) == ["O", "B-per", "O"]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_augmenting_keeps_words_and_answers_side_by_side(seed):
    window = [
        corpora.Sentence(
            words=("Amaka", "Obi", "sued", "Acme", ",", '"', "it", "'s", "said", '"', "."),
            names=corpora.allowed("worldwide", ["B-Person", "I-Person", "O", "B-Organization", *"OOOOOOO"]),
        )
    ]
    changed_window = augment.augmented(window, random.Random(seed))
    assert [len(s.words) for s in changed_window] == [11]
    assert all(word for s in changed_window for word in s.words)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_names_are_exchanged_for_names_of_the_same_kind_and_form(seed):
    def line(text, tags):
        return corpora.Sentence(words=tuple(text.split()), names=corpora.allowed("worldwide", tags.split()))

    given_ = line(
        "Amaka Obi sued Acme Trust and KLT .", "B-Person I-Person O B-Organization I-Organization O B-Organization O"
    )
    other = line(
        "Ian van Dyk left the Port of Oran",
        "B-Person I-Person I-Person O O B-Organization I-Organization I-Organization",
    )
    pool = mentions.Mentions.of([given_, other])
    changed = pool.exchanged(given_, random.Random(seed), {})
    kinds = [(kind, words) for _, _, kind, words in mentions.found(changed)]
    assert [kind for kind, _ in kinds] == ["PERSON", "ORG", "ORG"]
    assert len(kinds[0][1]) > 1 and len(kinds[1][1]) > 1 and kinds[2][1][0].isupper()
    assert [w for w, tag in zip(changed.words, changed.names, strict=True) if tag == 1] == ["sued", "and", "."]


@pytest.fixture(scope="module")
def pool():
    return mentions.Mentions.of([])


@given(st.integers(0, 300))
def test_a_surname_alone_follows_the_full_name_before_it(pool, seed):
    known: mentions.Exchanges = {}
    full = pool.other("PERSON", ("Amaka", "Obi"), random.Random(seed), known)
    assert pool.other("PERSON", ("Obi",), random.Random(seed), known) == full[-1:]


@given(st.integers(0, 300))
def test_no_town_takes_the_place_of_the_united_states(pool, seed):
    tags = corpora.allowed("worldwide", ["O", "O", "B-Location", "I-Location", "O"])
    line = corpora.Sentence(words=("In", "the", "United", "States", "."), names=tags)
    assert pool.exchanged(line, random.Random(seed), {}) == line


def test_the_worlds_names_come_in_latin_letters_and_many_forms():
    found = list(world.people(400, random.Random(0)))
    assert all(name[0].isupper() and not name.isupper() for name in found if len(name.split()[0]) > 3)
    assert any("." in name for name in found) and any(" - " in name for name in found)
    assert {"Nairobi", "Bengaluru"} < set(world.towns())
    assert {"Achieng", "Deshmukh"} < set(world.surnames())


def test_a_bar_shows_the_steps_of_a_training_run():
    stream = io.StringIO()
    with bar.bar(Console(file=stream, force_terminal=True, width=100)) as every:
        every(SimpleNamespace(step=3, steps=40, loss={"names": 0.25}))
    assert "3/40" in stream.getvalue() and "0.250" in stream.getvalue()
    quiet = io.StringIO()
    with bar.bar(Console(file=quiet)) as every:
        every(SimpleNamespace(step=3, steps=40, loss={}))
    assert not quiet.getvalue().strip()


def test_a_record_teaches_the_forms_of_its_names():
    records = pytest.importorskip("torch", reason="needs newsx[train]") and importlib.import_module(
        "newsx.training.records"
    )
    record = {"actors": [{"name": "Acme Ltd", "also": ["Acme", "the firm"], "type": "organization"}]}
    assert list(records.spans("Acme Ltd lost. The firm and Acme paid.", record)) == [(0, 8, "ORG"), (28, 32, "ORG")]


@given(st.integers(0, 300))
def test_a_club_on_a_made_up_sports_page_is_an_organisation_under_its_towns_name(seed):
    lines = list(sports.pages(200, random.Random(seed)))
    assert sum(len(line.words) for line in lines) >= 200
    for line in lines:
        assert len(line.words) == len(line.names)
        assert not any("{" in word for word in line.words)


def test_the_slots_of_a_line_carry_their_tags():
    line = sports.filled("{club} beat {club} in {town} .", ["Larkfield"], ["Chile"], random.Random(0), "page")
    kinds = [corpora.TAGS[bits.bit_length() - 1] for bits in line.names]
    assert kinds[0] == "B-ORG"
    assert kinds[-2:] == ["B-LOC", "O"]
    assert line.words[-2:] == ("Larkfield", ".")


def test_rounded_numbers_are_whole_steps_and_let_gradients_through():
    torch = pytest.importorskip("torch")
    from newsx.training.rounding import rounded_weights

    weight = torch.tensor([[0.64, 0.123, -0.3]], requires_grad=True)
    rounded = rounded_weights(weight)
    assert torch.allclose(rounded / 0.01, torch.round(rounded / 0.01), atol=1e-3)
    rounded.sum().backward()
    assert weight.grad.tolist() == [[1.0, 1.0, 1.0]]


@pytest.mark.parametrize("name", [None, FAST])
def test_a_folder_comes_back_as_the_network_that_it_was(name):
    torch = pytest.importorskip("torch")
    from newsx.training.restore import restored

    read, words = (
        reader.Reader(opened(place(name))),
        ["Ofcom", "fined", "Larkfield", "Radio", "and", "Amaka", "Obi", "of", "Lagos", "."],
    )
    coded, shapes = read.pieces(words), [shape(word) for word in words]
    ids = [CLS, *(i for part in coded for i in part), SEP]
    cases = [0, *(c for part, c in zip(coded, shapes, strict=True) for _ in part), 0]
    last = list(itertools.accumulate(map(len, coded)))
    first = [end - len(part) + 1 for end, part in zip(last, coded, strict=True)]
    network, _ = restored(read.folder)
    with torch.no_grad():
        again = network.eval()(*(torch.tensor([row]) for row in (ids, cases, first, last, shapes)))
    for mine, theirs in zip(read.scores(coded, shapes)[:4], again, strict=False):
        assert (mine.argmax(1) == theirs[0].argmax(1).numpy()).mean() > 0.85


def test_a_trimmed_tokenizer_spells_what_it_lost():
    pytest.importorskip("torch", reason="needs newsx[train]")
    from newsx.training import fast

    whole = reader.Reader(opened(EMBEDDED)).tokenizer
    lines = [corpora.Sentence(words=("fraud",))]
    kept = fast.pieces_of_news(whole, lines)
    small = fast.trimmed(whole, kept)
    assert kept[: fast.SPECIAL] == list(range(fast.SPECIAL))
    assert small.encode("Fraud").tokens[1:-1] == ["fraud"]
    assert small.encode("court").tokens[1:-1] == ["c", "##o", "##u", "##r", "##t"]
    assert small.token_to_id("[CLS]") == CLS and small.token_to_id("[SEP]") == SEP


def test_the_neighbours_of_a_piece_lend_it_a_quarter_of_their_features_each():
    torch = pytest.importorskip("torch")
    from newsx.training.network import shifted

    x = torch.tensor([[[1.0, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]])
    assert shifted(x).tolist() == [[[0, 6, 3, 4], [1, 10, 7, 8], [5, 0, 11, 12]]]


def test_a_text_is_read_again_in_groups_of_one_document():
    pytest.importorskip("torch")
    from newsx.training import silver

    lines = [corpora.Sentence(words=("a",) * 60, document=document) for document in "xxxy"]
    assert [len(group) for group in silver.grouped(lines)] == [2, 1, 1]


def test_what_a_model_reads_becomes_sentences(embedded):
    pytest.importorskip("torch")
    from newsx.training import silver

    words = ["Ofcom", "fined", "Acme", "on", "Monday", ".", "The", "company", "paid", "."]
    first, second = silver.read(embedded, [corpora.Sentence(words=tuple(words), single=False)], 0)
    assert (len(first.words), len(second.words)) == (6, 4)
    assert second.heads == (2, 3, 0, 3) and second.labels[2] == "root"
    assert not first.names  # newswire keeps the names that people gave it
