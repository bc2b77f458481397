"""A parsed article to its fines: the sums that a body makes somebody pay, or that end a case."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from newsx.article import Article
from newsx.case import fines_cues, fines_merge, fines_parties, fines_sums
from newsx.case.fines_before import Found
from newsx.entities.cast import Cast
from newsx.records import Charge, Date, Fine


def find(article: Article, doc: Doc, cast: Cast, dates: Sequence[Date], charges: Sequence[Charge]) -> tuple[Fine, ...]:
    """The fines of an article, each once, in text order."""
    found: list[Found] = []
    for sentence in fines_sums.sentences(doc, cast):
        found += _in_sentence(doc, sentence, cast)
    return fines_merge.settle(article, found, cast, dates, charges)


def _in_sentence(doc: Doc, sentence: fines_sums.Sentence, cast: Cast) -> Iterator[Found]:
    before = None
    for slot, one in sentence.sums:
        if one.money.percent_of:
            reading = fines_cues.read_share(sentence, slot)
        else:
            reading = fines_cues.read(sentence, slot, before)
        before = reading or before
        if reading:
            yield Found(one, reading, sentence, fines_parties.of(doc, sentence, slot, reading, cast))
