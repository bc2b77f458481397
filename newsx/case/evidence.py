"""A place in an article to the sentence that the record quotes for it, and the rule that found it there."""

from spacy.tokens import Token

from newsx.article import Article
from newsx.records import Evidence


def around(article: Article, token: Token, rule: str) -> Evidence:
    """The sentence around a token."""
    return of(article, token.sent.start_char, token.sent.end_char, rule)


def of(article: Article, start: int, end: int, rule: str) -> Evidence:
    """The stretch from `start` to `end` without the white space at its ends."""
    text = article.text[start:end]
    start += len(text) - len(text.lstrip())
    return Evidence(**article.quote(start, start + len(text.strip())).model_dump(), rule=rule)
