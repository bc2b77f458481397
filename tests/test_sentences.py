"""Sentences: punishments other than money."""

from functools import cache

import pytest
import spacy
from spacy.language import Language

from newsx.article import Article
from newsx.case import sentences
from newsx.entities.cast import Cast
from newsx.records import Sentence


@cache
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def find(text: str) -> tuple[Sentence, ...]:
    return sentences.find(Article(text=text), nlp()(text), Cast())


READ = [
    ("The clerk was jailed for five years.", "imprisonment", "P5Y", "imposed"),
    ("A judge sentenced her to 18 months in federal prison.", "imprisonment", "P18M", "imposed"),
    ("She faces up to 20 years' imprisonment.", "imprisonment", "P20Y", "maximum"),
    ("Prosecutors asked for five years in prison.", "imprisonment", "P5Y", "proposed"),
    ("The appeal court quashed his five-year sentence.", "imprisonment", "P5Y", "overturned"),
    ("She got a two-year suspended sentence.", "suspended", "P2Y", "imposed"),
    ("He got three years of probation.", "probation", "P3Y", "imposed"),
    ("He must do 200 hours of community service.", "community-service", "PT200H", "imposed"),
    ("The minister was placed under house arrest.", "house-arrest", None, "imposed"),
    ("She was banned from driving for two years.", "ban", "P2Y", "imposed"),
    ("The gunman was jailed for life.", "life", None, "imposed"),
    ("The two men were sentenced to death.", "death", None, "imposed"),
    ("She was freed after eight years of a sixteen-year prison sentence.", "imprisonment", "P16Y", "imposed"),
    ("The trader is expected to be sentenced to three years in prison.", "imprisonment", "P3Y", "proposed"),
    ("The mayor was given a five-year prison term.", "imprisonment", "P5Y", "imposed"),
]

NONE = [
    "He is a 38-year-old teacher.",
    "The clerk worked there for five years.",
    "He was beaten to death near the prison two years ago.",
    "A five-year plan for the jail was agreed.",
    "She had a happy life in the city.",
    "The probation officer came by.",
    "Senators serve six-year terms.",
    "She was elected in 2012 and served her full five-year term, but did not stand again.",
    "He was released after serving twelve years.",
    "The minister suspended parliament for five weeks.",
]


@pytest.mark.parametrize(("text", "kind", "duration", "status"), READ)
def test_a_punishment_is_found(text: str, kind: str, duration: str | None, status: str) -> None:
    (found,) = find(text)
    assert (found.kind, found.duration, found.status) == (kind, duration, status)
    assert text[found.start : found.end] == found.text
    assert found.suspended is (kind == "suspended")


@pytest.mark.parametrize("text", NONE)
def test_other_times_are_no_punishment(text: str) -> None:
    assert find(text) == ()


def test_a_range_of_years_has_no_one_duration() -> None:
    (found,) = find("He was sentenced to 2 to 6 years in prison.")
    assert (found.text, found.duration) == ("2 to 6 years in prison", None)


def test_the_same_term_told_again_is_one() -> None:
    assert (
        len(find("Clerk jailed for five years\n\nThe clerk was jailed for five years. He got five years in prison."))
        == 1
    )


def test_a_sentence_that_is_commuted_leaves_the_milder_one() -> None:
    found = find("His death sentence was commuted to life in prison.")
    assert [(s.kind, s.status) for s in found] == [("death", "overturned"), ("life", "imposed")]


def test_several_punishments_are_taken_apart() -> None:
    found = find("He was given three years of probation and 200 hours of community service.")
    assert [s.kind for s in found] == ["probation", "community-service"]
