"""An article as newsx reads it: the text that every offset counts in, and what is known about it."""

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date

from newsx.records import PublishedFrom, Source, Span

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its metadata. The text is never altered after reading, so that offsets hold.

    Halves of characters, which JSON can hold and no output can, become U+FFFD in every field; no offset moves.
    """

    text: str
    id: str = "article"
    path: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    captured: str | None = None
    language: str | None = "en"
    encoding: str | None = None

    def __post_init__(self) -> None:
        """Make every string one that can be written."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and not value.isascii() and _HALF.search(value):
                object.__setattr__(self, field.name, _HALF.sub("\ufffd", value))

    def quote(self, start: int, end: int) -> Span:
        """The stretch from `start` to `end` (code points, half-open)."""
        return Span(start=start, end=end, text=self.text[start:end])

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as lower-case hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def source(self) -> Source:
        """What the record says about the article."""
        return Source(
            id=self.id,
            path=self.path,
            title=self.title,
            url=self.url,
            published=self.published.isoformat() if self.published else None,
            published_from=self.published_from,
            captured=self.captured,
            language=self.language,
            encoding=self.encoding,
            sha256=self.sha256,
            characters=len(self.text),
        )
