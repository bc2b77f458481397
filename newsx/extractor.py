"""The stages in a row: an article goes in, its record comes out."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from newsx import dates, entities, parse, tail
from newsx.article import Article, day_of
from newsx.decide import Bench, decide
from newsx.find import rules
from newsx.judge import load
from newsx.judge.load import Judge
from newsx.judge.scene import Scene
from newsx.published import settle
from newsx.records import Record
from newsx.text import Copy, clean
from newsx.text.restore import restored

# Words that a pipeline may learn before it is loaded anew: spaCy keeps each one for good, in about 750 bytes.
NEW_WORDS = 50_000
# Texts that a pipeline may parse in one go; one of ours takes each by itself.
TOGETHER = 16


class Extractor:
    """Holds the loaded pipeline for many articles.

    `model` is the name or folder of a spaCy pipeline or of one made by `newsx train`, or "fast" for the small embedded
    one; None is the embedded model. Items and links less likely than `min_confidence` are left out.
    Raises ModelError when it cannot be loaded.
    """

    def __init__(self, model: str | Path | None = None, min_confidence: float = 0.0) -> None:
        self.model = model
        self.least = min_confidence
        self.nlp: Language = parse.load(model)
        self.judge = load.of(self.nlp)
        self.words = len(self.nlp.vocab.strings)

    def extract(self, article: Article | str, published: date | str | None = None) -> Record:
        """The record of one article. A text is taken as an article published on `published` (ISO 8601)."""
        article = as_article(article, published)
        copy = clean(article.text)
        return record_of_copy(article, copy, parse.parse(self.nlp, copy.text), self.judge, self.least)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in their order, each as soon as it is ready."""
        for doc, (article, copy) in self.nlp.pipe(self._texts(articles), as_tuples=True, batch_size=TOGETHER):
            yield record_of_copy(article, copy, doc, self.judge, self.least)

    def forget(self) -> None:
        """Load the pipeline anew when it has learnt so many words that its memory grows."""
        if len(self.nlp.vocab.strings) > self.words + NEW_WORDS:
            del self.nlp
            gc.collect()
            self.nlp = parse.load(self.model)

    def _texts(self, articles: Iterable[Article]) -> Iterator[tuple[str, tuple[Article, Copy]]]:
        for article in articles:
            copy = clean(article.text)
            self.nlp.max_length = max(self.nlp.max_length, len(copy.text) + 1)
            yield copy.text, (article, copy)


def extract(
    text: str, published: date | str | None = None, *, title: str | None = None, model: str | Path | None = None
) -> Record:
    """The record of one text. Loads the pipeline each time: use an `Extractor` for many.

    >>> extract("Ofcom fined the broadcaster £20,000 on 3 May 2024.").fines[0].amount
    '20000'
    """
    return Extractor(model).extract(as_article(text, published, title))


def record_of_copy(article: Article, copy: Copy, doc: Doc, judge: Judge, least: float = 0.0) -> Record:
    """The record of an article by the parse of its copy."""
    return restored(record(replace(article, text=copy.text), doc, judge, least), copy, article)


def record(article: Article, doc: Doc, judge: Judge, least: float = 0.0) -> Record:
    """The record of a parsed article; `doc.text` is its text. What is less likely than `least` is left out."""
    source = article.source()
    article, doc = tail.cut(article, doc)
    when = dates.find(article.text, published=article.published, doc=doc)
    cast = entities.find(article, doc)
    told = rules.read(article, doc, cast, when)
    benches = [
        Bench(scene, judge.scales, article, doc, when, judge.cut, least=least)
        for scene in Scene.all(doc, cast, told, judge.heads)
    ]
    return decide(benches, source).model_copy(update={"warnings": article.warnings})


def as_article(text: Article | str, published: date | str | None, title: str | None = None) -> Article:
    """An article from a text: published on the day given, else on the day that its header names."""
    if isinstance(text, Article):
        return text
    return settle(Article(text=text, title=title), given=None if published is None else day_of(published))
