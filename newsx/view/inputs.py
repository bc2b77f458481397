"""Inputs of `newsx view` to records with their texts: record files as they are, articles by reading them now."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from newsx import kept
from newsx.article import Article
from newsx.batch import Setup, records
from newsx.errors import NewsxError
from newsx.kept import Kept
from newsx.read import articles


def gathered(inputs: Iterable[str], setup: Setup, published: date | None = None) -> Iterator[Kept | NewsxError]:
    """The records of record files, in their order, then those of the articles that had none.

    An article whose hash is that of a record gives it its text; a record without one is looked for at its path.
    """
    names = list(inputs)
    files = [Path(name) for name in names if kept.is_records(Path(name))]
    made = [one for file in files for one in kept.read(file)]
    wanted = {one.record.source.sha256 for one in made}
    texts: dict[str, str] = {}
    fresh: list[Article] = []
    for item in articles([n for n in names if Path(n) not in files], published=published) if names else ():
        if isinstance(item, NewsxError):
            yield item
        elif item.sha256 in wanted:
            texts[item.sha256] = item.text
        else:
            fresh.append(item)
    yield from (_with_text(one, texts) for one in made)
    for article, result in records(fresh, setup):
        yield result if isinstance(result, NewsxError) else Kept(result, article.text)


def _with_text(one: Kept, texts: dict[str, str]) -> Kept:
    """The record with its text: its own, that of an article beside it, or what still lies at its path."""
    source = one.record.source
    if one.text is not None:
        return one
    if source.sha256 not in texts and source.path and Path(source.path).is_file():
        texts |= {a.sha256: a.text for a in articles([source.path]) if isinstance(a, Article)}
    return Kept(one.record, texts.get(source.sha256))
