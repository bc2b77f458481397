"""A parsed article to what the rules alone make of it: candidates, and signals for the judge."""

from collections.abc import Sequence

from spacy.tokens import Doc

from newsx.article import Article
from newsx.case import actions, charges, fines, sentences, sentences_on
from newsx.entities.cast import Cast
from newsx.records import Date, Record


def read(article: Article, doc: Doc, cast: Cast, when: Sequence[Date]) -> Record:
    """The record that the rules make, with the whole cast."""
    wrongs = charges.find(article, doc, cast, when)
    money = fines.find(article, doc, cast, when, wrongs)
    terms = sentences_on.with_accused(sentences.find(article, doc, cast), wrongs, cast)
    acts = actions.find(article, doc, cast, when, wrongs, money, terms)
    return Record(
        source=article.source(), actors=cast.actors, agencies=cast.agencies, charges=wrongs, fines=money,
        sentences=terms, dates=tuple(when), actions=acts,
    )  # fmt: skip
