"""An article as newsx reads it: the text that every offset counts in, and what is known about it."""

import hashlib
from dataclasses import dataclass
from datetime import date

from newsx.records import PublishedFrom, Source, Span


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its metadata. The text is never altered after reading, so that offsets hold."""

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

    def quote(self, start: int, end: int) -> Span:
        """The stretch from `start` to `end` (code points, half-open)."""
        return Span(start=start, end=end, text=self.text[start:end])

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, as lower-case hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

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
