"""A record of the copy that was read to the record of the text that was given."""

from typing import Any

from newsx.article import Article
from newsx.records import Model, Record, Span
from newsx.text.copy import Copy


def restored(record: Record, copy: Copy, article: Article) -> Record:
    """The record with every span where it stands in the article, in the article's words, and the article's source."""
    if copy.text == article.text:
        return record
    found: dict[str, Any] = {field: _restored(value, copy) for field, value in record if field != "source"}
    return Record(source=article.source(), **found)


def _restored(value: Any, copy: Copy) -> Any:
    if isinstance(value, tuple):
        return tuple(_restored(part, copy) for part in value)
    if not isinstance(value, Model):
        return value
    changed = {field: _restored(part, copy) for field, part in value if isinstance(part, (tuple, Model))}
    if isinstance(value, Span):
        start, end = copy.back(value.start, value.end)
        changed |= {"start": start, "end": end, "text": copy.given[start:end]}
    return value.model_copy(update=changed)
