"""The labels before a publication date ("Published on", "Publié le"), in the languages in which pages say it."""

import re
from functools import cache

from newsx import patterns

_BEFORE = r"(?<![^\W_])"
_AFTER = r"(?![^\W\d_])[^\S\n]*[:：.|–—-]*[^\S\n]*"
_SIGNS = r"[ \t*_|•·–—-]*"


def parts(text: str) -> list[str]:
    """What stands behind each label of a value, that of a change last; the value where it has no label.

    >>> parts("Updated: 5 May 2025. First published: 3 May 2025")
    ['3 May 2025', '5 May 2025']
    """
    found = list(_pattern().finditer(text))
    if not found:
        return [text]
    ends = [*(m.start() for m in found[1:]), len(text)]
    told = [(_is_change(m[1]), text[m.end() : end].strip(" ,.;|·•()–—-")) for m, end in zip(found, ends, strict=True)]
    before = text[: found[0].start()].strip(" ,.;|·•()–—-")
    return [before] * bool(before) + [part for _, part in sorted(told, key=lambda t: t[0]) if part]


def behind(line: str) -> tuple[str, str] | None:
    """The label with which a line begins, its colon included, and what stands behind it; None where it has none."""
    found = _pattern().match(line, re.match(_SIGNS, line).end())  # type: ignore[union-attr]  # it may match nothing
    return (found[0].rstrip(), line[found.end() :]) if found else None


def kind(label: str) -> str | None:
    """The id of the entry that has a label, which is given case-folded."""
    return next((e["id"] for e in _entries() if label in e["phrases"]), None)


def by_whom(said: str) -> int:
    """How many characters at the beginning name the writer: "By Jane Roe, " before a date."""
    found = _byline().match(said)
    return found.end() if found else 0


def _is_change(label: str) -> bool:
    return kind(label.casefold()) == "header-changes"


@cache
def _entries() -> tuple[patterns.Entry, ...]:
    return tuple(e for e in patterns.load("dates") if e.get("header"))


@cache
def _pattern() -> re.Pattern[str]:
    phrases = {p for e in _entries() for p in e["phrases"]}
    words = "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"{_BEFORE}({words}){_AFTER}", re.IGNORECASE)


def is_byline(line: str) -> bool:
    """Whether a line is nothing but who wrote it: "By Jane Roe", "By Jane Roe, Harbour Echo"."""
    found = re.fullmatch(rf"\s*(?:(?i:{_writers()}))\s([^\n,|.!?]{{4,40}})(?:[,|][^\n.!?]{{0,40}})?", line)
    return found is not None and all(w[0].isupper() or len(w) < 4 for w in found[1].split())


@cache
def _byline() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{_writers()})\s[^\n,]{{3,60}},\s*", re.IGNORECASE)


@cache
def _writers() -> str:
    return "|".join(p for e in patterns.load("dates") if e.get("byline") for p in e["phrases"])
