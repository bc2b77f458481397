"""What states an article's publication date, in the order of its worth, to the date and what must be said about it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from newsx.article import Article
from newsx.dates import NOWHERE, Near, header, stated, unread

_LONGEST = 60  # characters of a stated date that a warning repeats


def first(values: Iterable[object], near: Near = NOWHERE) -> tuple[date | None, tuple[str, ...]]:
    """The day of the first value that is understood, and a warning for each before it that is not.

    >>> first(("n/a", "3 May 2024", "4 May 2024"))
    (datetime.date(2024, 5, 3), ('the publication date "n/a" was not understood',))
    """
    warnings: list[str] = []
    for value in values:
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if day := stated(value, near):
            return day, tuple(warnings)
        warnings.append(_warning(str(value)))
    return None, tuple(dict.fromkeys(warnings))


def settle(article: Article, *, given: date | None = None, near: Near = NOWHERE) -> Article:
    """The article with its publication date: as given, from its metadata, or as its header says; never the clock."""
    if given:
        return replace(article, published=given, published_from="option")
    if article.published:
        return replace(article, published_from="metadata")
    if found := header(article.text, near):
        return replace(article, published=found[0], published_from="text")
    warnings = (*article.warnings, *map(_warning, unread(article.text, near)))
    return replace(article, warnings=tuple(dict.fromkeys(warnings)))


def _warning(value: str) -> str:
    said = " ".join(value.split())
    return f'the publication date "{said[:_LONGEST]}{"…" * (len(said) > _LONGEST)}" was not understood'
