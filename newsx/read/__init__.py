"""Paths to articles: each file decoded, its format read, its publication date settled, one at a time."""

from collections.abc import Iterable, Iterator
from datetime import date

from newsx.article import Article
from newsx.errors import NewsxError
from newsx.read.count import count
from newsx.read.formats import drafts
from newsx.read.sources import files

__all__ = ["articles", "count"]


def articles(inputs: Iterable[str], *, published: date | None = None) -> Iterator[Article | NewsxError]:
    """Every article that files, folders and `-` (standard input) hold, in a stable order.

    What cannot be read comes as an InputError in its place, a missing file as a UsageError. `published` is the
    publication date of all of them where it is given.
    """
    for file in files(inputs):
        if isinstance(file, NewsxError):
            yield file
        else:
            yield from drafts(file, published)
