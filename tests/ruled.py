"""What the rules alone make of a text, before the judge weighs it."""

from functools import cache

from newsx import Record, dates, entities, parse, tail
from newsx.extractor import as_article
from newsx.find import rules
from newsx.text import clean


@cache
def _nlp():
    return parse.load()


def ruled(text: str, published: str | None = None) -> Record:
    """The rules' record of a text, read with the embedded model."""
    text = clean(text).text
    article, doc = tail.cut(as_article(text, published), parse.parse(_nlp(), text))
    when = dates.find(article.text, published=article.published, doc=doc)
    return rules.read(article, doc, entities.find(article, doc), when)
