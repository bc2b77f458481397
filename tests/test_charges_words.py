"""The words of wrongs: what names one, what only looks like one, and the forms of verbs and nouns."""

from functools import cache

import pytest
import spacy
from spacy.language import Language

from newsx.case import charges_forms, charges_words


@cache
def nlp() -> Language:
    return spacy.blank("en")


def named(text: str) -> list[tuple[str, str]]:
    """What a text names, as words and offence."""
    words = charges_words.words(nlp()(text))
    return [(" ".join(w.text for w in words[h.start : h.end]), h.offence) for h in charges_words.hits(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bid-rigging and bid rigging", [("bid rigging", "antitrust"), ("bid rigging", "antitrust")]),
        ("two counts of aggravated identity theft", [("aggravated identity theft", "theft")]),
        ("They cooked the mill's books.", [("cooked the mill 's books", "accounting-fraud")]),
        ("He was bribing a harbour master.", [("bribing", "bribery")]),
        ("conspiracy to defraud", [("conspiracy to defraud", "fraud")]),
        ("The War on Drugs", []),
        ("It forged a partnership.", []),
        ("She bought an assault rifle.", []),
        ("the fraud prevention team", []),
        ("anti-corruption rules", []),
    ],
)
def test_a_hit_is_the_longest_phrase_that_no_exception_covers(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_a_verb_and_its_object_do_not_reach_over_a_stop() -> None:
    assert named("They cooked. The books were dusty.") == []


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("rig", {"rig", "rigs", "rigged", "rigging"}),
        ("launder", {"launder", "launders", "laundered", "laundering"}),
        ("bribe", {"bribe", "bribes", "bribed", "bribing"}),
        ("acquit", {"acquit", "acquits", "acquitted", "acquitting"}),
        ("steal:stole,stolen", {"steal", "steals", "stole", "stolen", "stealing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
    ],
)
def test_verbs_have_all_their_forms(verb: str, forms: set[str]) -> None:
    assert {form[0] for form in charges_forms.inflect(verb)} == forms


def test_a_paragraph_and_a_bullet_end_a_sentence() -> None:
    words = charges_words.words(nlp()("They say that the mills\n - hid fees\n - lied\n\nThe end"))
    assert [w.text for w in words].count(charges_words.PARAGRAPH) == 3


def test_a_hit_never_reaches_behind_the_last_word() -> None:
    words = charges_words.words(nlp()("They denied the killing of a journalist"))
    assert [hit.end for hit in charges_words.hits(words)] == [len(words)]
