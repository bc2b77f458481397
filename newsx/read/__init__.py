"""Paths to articles: each file decoded, its format read, its publication date settled, one at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from newsx.article import Article
from newsx.errors import NewsxError
from newsx.read.count import count
from newsx.read.formats import drafts
from newsx.read.places import Place, places
from newsx.read.sources import inside

__all__ = ["Place", "articles", "articles_at", "count", "places"]


def articles(
    inputs: Iterable[str], *, published: date | None = None, timeout: float | None = None
) -> Iterator[Article | NewsxError]:
    """Every article that files, folders and `-` (standard input) hold, in a stable order.

    What cannot be read comes as an InputError in its place, a missing file as a UsageError. `published` is the
    publication date of all of them where it is given, `timeout` how many seconds the reading of one may take.
    """
    for place in places(inputs):
        if isinstance(place, NewsxError):
            yield place
        else:
            yield from articles_at(place, published, timeout)


def articles_at(
    place: Place, published: date | None = None, timeout: float | None = None
) -> Iterator[Article | NewsxError]:
    """Every article in the file or archive at one place."""
    for file in inside(place):
        if isinstance(file, NewsxError):
            yield file
        else:
            yield from drafts(replace(file, timeout=timeout), published)
