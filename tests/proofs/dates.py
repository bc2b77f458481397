"""A date entry is proved by what is read in its sentences with 13 March 2024, a Wednesday, as the day of publication.

`finds` say "sentence => quoted text | value"; those of a refusal are sentences in which it takes something and no date is read,
and those of an order of day and month "date @ address or language => day".
"""

from datetime import date
from typing import Any

from newsx.dates import grammar, lex
from newsx.dates.header import header
from newsx.dates.near_by import Near
from newsx.dates.reading import Reading, readings
from newsx.dates.stated import stated

PUBLISHED = date(2024, 3, 13)


def found(entry: dict[str, Any], sentence: str) -> bool:
    """Whether the entry reads what the sentence says that it reads."""
    text, _, expected = sentence.partition(" => ")
    quote, _, value = expected.partition(" | ")
    if "order" in entry:
        return _ordered(text, expected)
    if entry.get("header") or entry.get("byline"):
        day = header(text)
        return day is not None and (not expected or (text[slice(*day[1])], day[0].isoformat()) == (quote, value))
    if entry.get("reads") == "nothing":
        return _refuses(entry["id"], text) and not readings(text, PUBLISHED)
    reads = [r for r in readings(text, PUBLISHED) if _is_of(entry, r, text)]
    return any(not expected or (text[r.start : r.end], r.value.value) == (quote, value) for r in reads)


def _ordered(text: str, day: str) -> bool:
    """Whether a date of figures is the day, at an address or in a language."""
    value, _, where = text.partition(" @ ")
    near = Near(url=where) if "://" in where else Near(language=where)
    return str(stated(value, near)) == day


def _refuses(rule: str, text: str) -> bool:
    items = lex.items(text)
    return any(m.rule.id == rule for at in range(len(items)) for m in grammar.matches(items, at))


def _is_of(entry: dict[str, Any], reading: Reading, text: str) -> bool:
    """Whether a rule read a date, or the sentence has one of the words of an entry."""
    if "rule" in entry:
        return reading.rule == entry["id"]
    words = entry.get("words") or entry["phrases"]
    said = " ".join(i.text for i in lex.items(text)).lower().replace("’", "'").replace(" ", "")
    return any(word.replace(" ", "") in said for word in words)
