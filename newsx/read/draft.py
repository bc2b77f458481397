"""What a file format gives of an article, before its path, encoding and publication date are settled."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """The text and metadata that a file itself holds. `id` is None where it names none.

    `locale` is the language with its country, as in "en-GB", where the file says it.
    """

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    locale: str | None = None
    captured: str | None = None
    warnings: tuple[str, ...] = ()
