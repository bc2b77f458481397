"""An article as newsx reads it: the text that every offset counts in, and what is known about it."""

import hashlib
import re
from dataclasses import dataclass, fields
from datetime import date

from newsx.errors import UsageError
from newsx.records import PublishedFrom, Source, Span

_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and its metadata. The text is never altered after reading, so that offsets hold.

    Halves of characters, which JSON can hold and no output can, become U+FFFD in every field; no offset moves.
    `warnings` say what was not understood on the way here; the record repeats them.
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
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Make every string one that can be written, and the publication date a day.

        It may be given as a datetime or as words. Raises UsageError when it is no date.
        """
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and not value.isascii():
                object.__setattr__(self, field.name, _writable(value))
        object.__setattr__(self, "warnings", tuple(map(_writable, self.warnings)))
        if self.published is not None and type(self.published) is not date:
            object.__setattr__(self, "published", day_of(self.published))

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


def day_of(published: object) -> date:
    """The day of publication that a caller names. Raises UsageError when it is no date."""
    from newsx.dates import stated  # most articles bring a date

    day = stated(published)
    if day is None:
        raise UsageError(f"{published!r} is not a date such as 2026-02-04")
    return day


def _writable(text: str) -> str:
    return _HALF.sub("\ufffd", text)
