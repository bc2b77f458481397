"""A parsed article to its fines: the sums that a body makes somebody pay, or that end a case."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from newsx import patterns
from newsx.article import Article
from newsx.case import fines_cues, fines_merge, fines_parties, fines_sums
from newsx.case.fines_before import Found
from newsx.case.fines_cues import Reading
from newsx.case.fines_sums import Sum
from newsx.entities.cast import Cast
from newsx.records import Charge, Date, Fine

_FAR = 18  # words between a share of a turnover and what it comes to


def find(article: Article, doc: Doc, cast: Cast, dates: Sequence[Date], charges: Sequence[Charge]) -> tuple[Fine, ...]:
    """The fines of an article, each once, in text order."""
    found: list[Found] = []
    for sentence in fines_sums.sentences(doc, cast):
        found += _in_sentence(doc, sentence, cast)
    return fines_merge.settle(article, found, cast, dates, charges)


def _in_sentence(doc: Doc, sentence: fines_sums.Sentence, cast: Cast) -> list[Found]:
    before = None
    found: list[Found] = []
    for slot, one in sentence.sums:
        if one.money.percent_of:
            reading = fines_cues.read_share(sentence, slot)
        else:
            reading = fines_cues.read(sentence, slot, before)
            if found and _is_share(sentence, slot, found[-1], reading):
                share = found.pop()  # "up to 4% of turnover, which would be about €88m"
                one, reading = _worth(share.sum, one), share.reading
        before = reading or before
        if reading and one.money.amount != 0:  # "released on $0 bail"
            found.append(Found(one, reading, sentence, fines_parties.of(doc, sentence, slot, reading, cast)))
    return found


def _is_share(sentence: fines_sums.Sentence, slot: int, before: Found, reading: Reading | None) -> bool:
    """Whether a sum tells what the share of a turnover right before it comes to."""
    first = next(i for i, s in sentence.sums if s.money.start >= before.sum.money.start)
    between = {w.text for w in sentence.words[first + 1 : slot]}
    ceiling = reading is None or reading.status in ("maximum", "proposed")
    near = slot - first < _FAR and not between.isdisjoint(patterns.words("fines", "comes-to"))
    return bool(before.sum.money.amount is None and before.sentence is sentence and ceiling and near)


def _worth(share: Sum, one: Sum) -> Sum:
    """A sum that is the share of a turnover named before it."""
    return replace(one, money=replace(one.money, percent=share.money.percent, percent_of=share.money.percent_of))
