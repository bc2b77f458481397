"""A record to lines that say why: the rule and place of each item, what it beat, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from newsx import dates, entities, parse
from newsx.article import Article
from newsx.explain.candidates import KINDS, Candidate, Parsed
from newsx.extractor import Extractor
from newsx.records import Record, Span
from newsx.text import Copy, clean
from newsx.write.rows import items

__all__ = ["Explainer", "lines"]

TOLD = frozenset({"fines", "actions", "charges"})  # kinds of which it is told what was left out
ELSEWHERE = "told by another item, or of nobody known"
UNCUED = "offences."  # a bare word for a wrong is left out in every other sentence


class Explainer:
    """Explains records that an extractor made."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor

    def lines(self, article: Article, record: Record) -> Iterator[str]:
        """Why the record of an article is as it is."""
        copy = clean(article.text)
        return lines(article, parse.parse(self.extractor.nlp, copy.text), copy, record)


def lines(article: Article, doc: Doc, copy: Copy, record: Record) -> Iterator[str]:
    """Each item with what it beat, then what was left out; `doc` is the parse of the article's copy."""
    weighed = _weighed(replace(article, text=copy.text), doc, copy)
    for kind, item in items(record):
        yield from _item(article, item, weighed.get(kind, ()))
    for kind in KINDS:
        if kind in TOLD:
            places = [place for item in getattr(record, kind) for place in (item, *getattr(item, "mentions", ()))]
            yield from _left_out(article, kind, weighed[kind], places)


def _weighed(article: Article, doc: Doc, copy: Copy) -> dict[str, tuple[Candidate, ...]]:
    """The candidates of each kind in a copy, by their places in the given text."""
    when = dates.find(article.text, published=article.published, doc=doc)
    parsed = Parsed(article, doc, entities.find(article, doc), when)
    return {kind: tuple(dict.fromkeys(_back(c, copy) for c in find(parsed))) for kind, find in KINDS.items()}


def _back(candidate: Candidate, copy: Copy) -> Candidate:
    start, end = copy.back(candidate.start, candidate.end)
    return replace(candidate, start=start, end=end)


def _item(article: Article, item: Any, weighed: Sequence[Candidate]) -> Iterator[str]:
    """An item in one line (id, rule, words, places, the sentence that it stands on), and what it beat below it."""
    spans: list[Span] = [item] if hasattr(item, "start") else list(item.mentions)
    over = [c for c in weighed if _overlaps(c, spans)]
    evidence = getattr(item, "evidence", None)
    rule = evidence.rule if evidence else next((c.rule for c in over), "words")
    text = getattr(item, "text", None) or item.name
    places = ", ".join(f"{span.start}:{span.end}" for span in spans)
    sentence = f' in "{_line(evidence.text)}"' if evidence else ""
    yield f'{item.id}  {rule}  "{_line(text)}" [{places}]{sentence}'
    yield from (f"  beat  {_told(article, c)}" for c in over if c.rule != rule)


def _left_out(article: Article, kind: str, weighed: Sequence[Candidate], places: Sequence[Span]) -> Iterator[str]:
    for candidate in weighed:
        if not _overlaps(candidate, places) and not candidate.rule.startswith(UNCUED):
            again = "" if candidate.why else f"  {ELSEWHERE}"
            yield f"left out of {kind}  {_told(article, candidate)}{again}"


def _told(article: Article, candidate: Candidate) -> str:
    reasons = "; ".join(filter(None, (candidate.what, candidate.why)))
    words = _line(article.text[candidate.start : candidate.end])
    return f'{candidate.rule}  "{words}" [{candidate.start}:{candidate.end}]' + (f"  {reasons}" if reasons else "")


def _overlaps(candidate: Candidate, places: Sequence[Span]) -> bool:
    return any(place.start < candidate.end and candidate.start < place.end for place in places)


def _line(text: str) -> str:
    return " ".join(text.split())
