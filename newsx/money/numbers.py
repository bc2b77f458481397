"""A number as newspapers write it, in digits or in words, into a Decimal."""

import re
from decimal import Context, Decimal
from functools import cache

from newsx import patterns

LONGEST = 30  # digits; a longer run is no sum of money
_EXACT = Context(prec=100)

# digits with the separators of any country: 1,234.50  1.234,50  1 234 567  1'234  12,34,567
DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,'’]\d+)*)"


def digits(text: str, *, dot_groups: bool) -> Decimal | None:
    """Read digits; `dot_groups` says how to read a lone dot before three digits (EUR 5.000 is five thousand).

    >>> digits("1.234,56", dot_groups=False), digits("1.2.3", dot_groups=True)
    (Decimal('1234.56'), None)
    """
    text = re.sub(r"[ \u00a0\u202f'’]", "_", text)
    if len(text) > LONGEST:
        return None
    marks = [c for c in text if not c.isdigit()]
    if not marks:
        return Decimal(text)
    whole, fraction = _split(text, marks, dot_groups)
    if not _grouped(whole):
        return None
    return Decimal(re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))


def _split(text: str, marks: list[str], dot_groups: bool) -> tuple[str, str]:
    """The whole part with its group marks, and the decimals."""
    last = marks[-1]
    whole, _, tail = text.rpartition(last)
    if len(set(marks)) > 1 and marks.count(last) == 1 and last != "_":
        return whole, tail  # two kinds of mark: the last one is the decimal mark
    if len(marks) > 1 or last == "_" or not _may_be_decimal(last, whole, tail, dot_groups):
        return text, ""
    return whole, tail


def _may_be_decimal(mark: str, whole: str, tail: str, dot_groups: bool) -> bool:
    if whole == "0" or len(tail) != 3 or len(whole) > 3:
        return mark == "." or len(tail) <= 2 or whole == "0"
    return mark == "." and not dot_groups


def _grouped(whole: str) -> bool:
    """Threes after the first group, or the Indian twos and a last three, by one kind of mark."""
    groups = re.split(r"\D", whole)
    if len(groups) == 1:
        return True
    if len(set(re.sub(r"\d", "", whole))) > 1 or not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
        return False
    inner = {len(g) for g in groups[1:-1]}
    return inner <= {3} or (inner == {2} and len(groups[0]) <= 2 and "," in whole)


@cache
def magnitudes() -> dict[str, Decimal]:
    """Words that multiply ("m", "billion", "crore"), case-folded."""
    return _values("magnitudes")


@cache
def cardinals() -> dict[str, Decimal]:
    """Number words below a hundred."""
    return _values("cardinals")


def _values(entry: str) -> dict[str, Decimal]:
    for e in patterns.load("money"):
        if e["id"] == entry:
            return {k.casefold(): Decimal(v) for k, v in e["values"].items()}
    raise KeyError(f"money.{entry}")


def times(amount: Decimal, factor: Decimal) -> Decimal:
    """The product, exact however many digits it has, without zeros that say nothing.

    >>> times(Decimal("1.5"), Decimal(10) ** 6)
    Decimal('1500000')
    """
    product = _EXACT.multiply(amount, factor)
    return (
        product.quantize(Decimal(1), context=_EXACT)
        if product == product.to_integral_value()
        else product.normalize(_EXACT)
    )


@cache
def word_pattern() -> re.Pattern[str]:
    """Number words in a row, not yet checked to make sense."""
    small, big = "|".join(cardinals()), "hundred|thousand|million|billion|trillion|lakh|crore"
    return re.compile(
        rf"""
        \b(?: {small} | half(?=\s+an?\b) | three[ -]quarters | an?(?=\s+(?:quarter|half|{big})\b) )\b
        (?: (?: [ -] | \sand\s(?:a\s)? | -and-a?-?       # what may stand between two of them
              | (?:(?<=thousand)|(?<=million)|(?<=billion)),\s(?=(?:(?:{small})[ -]){{1,2}}(?:hundred|thousand)\b) )
            (?: {small} | {big} | half | quarters? | of | an? )\b )*
        """,
        re.IGNORECASE | re.VERBOSE,
    )


def words(text: str) -> Decimal | None:
    """Read number words.

    >>> words("two and a half million"), words("a quarter of a billion"), words("one two")
    (Decimal('2500000.0'), Decimal('250000000.00'), None)
    """
    total, group, factor = Decimal(0), Decimal(0), Decimal(0)
    for word in _said(text):
        small, big = cardinals().get(word), magnitudes().get(word)
        if word == "half":
            total, group = (total + factor / 2, group) if factor and not group else (total, group + Decimal("0.5"))
        elif word.startswith("quarter"):
            group = (group or Decimal(1)) * Decimal("0.25")
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif small is not None and group % (10 if small < 10 else 100) == 0:
            group += small
        elif big is not None:
            total, group, factor = total + (group or Decimal(1)) * big, Decimal(0), big
        else:
            return None
    return total + group or None


def _said(text: str) -> list[str]:
    return [w for w in re.split(r"[\s,-]+", text.casefold().strip()) if w not in ("a", "an", "and", "of")]
