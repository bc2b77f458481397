"""A text into the sums of money that it names, in one pass from number to number."""

import re
from dataclasses import replace
from decimal import Decimal

from newsx.money import numbers
from newsx.money.around import bound_before, per, shares
from newsx.money.currencies import Unit, names
from newsx.money.ranges import Number, join
from newsx.money.sums import Money

_BEFORE = 12  # characters before a number that may name its currency
_SIGN = r"[^\w\s.,;:()\[\]\"'’‘“”<>=+*/%&#@!?|~^\\–—−-]"
# "US$", "$", "Rs.", "EUR" at the end of what stands before the number
_PREFIX = re.compile(
    rf"(?:(?:(?<![\w])U\.?S\.? ?|(?<![^\W\d_])(?:[A-Z]{{3}}\s|[^\W\d_]{{1,3}}))?{_SIGN}"
    r"|(?<![\w.$])[^\W\d_]{1,4}\.?)\s{0,2}$"
)
_MINUS = re.compile(r"(?:(?:^|[\s(])[-−]|\bminus\s?)$", re.IGNORECASE)
_SHORT = 3  # letters of "m", "bn" and "mil"
_DIGITS = re.compile(numbers.DIGITS)
_NEXT = re.compile(r"[\s-]{0,2}([^\W\d_¹²³⁰-⁹]+)")
_GOES_ON = re.compile(r"[^\W_]|['’][^\W\d_]")  # after "m": "m2", "m'lud"; after "million" a footnote or "'s" may stand
_BROKEN = re.compile(r"[^\W_]|[.,]{2,}\d")  # after a number: "5x", "1e9", "5½", "5..5"
_AFTER = re.compile(rf"\s?({_SIGN})(?!\s?\d)|[\s-]{{0,2}}([^\W\d_]+)((?:[\s-][^\W\d_]+){{0,3}})")
_TOUCHING = frozenset(("k", "m", "b", "t", "g"))  # letters that multiply only when they touch the number
_MONEY_ONLY = frozenset(("mm",))  # multiplies money only: "$3 mm", but "6 mm"
_WEIGHT = re.compile(r"\s(?:of\s|\(\d+\s?(?:kg|kilo))")  # "20 pounds of cocaine", "82 pounds (37 kg)"
_TORN = re.compile(r"\s\d{1,3},\d{3}")  # "$1 3,234,560": which of the digits belong together is anybody's guess
_PLAUSIBLE = 10_000  # what a bare "R" or "won" needs beside it to be money
_SAME_PLACE = 300  # characters within which a sum without a currency may take that of the sum before


def find(text: str) -> list[Money]:
    """The sums of money in a text, in text order. What cannot be read as one number is left out."""
    found = join(text, list(_all_numbers(text)))
    return sorted([*_inherit(text, [m for m in found if m.amount is not None]), *shares(text)], key=lambda m: m.start)


def value(text: str) -> Money | None:
    """Read a text that is one sum of money and little else ("up to €5m"), or None."""
    found = find(text)
    if len(found) != 1 or found[0].bare:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return None if re.search(r"\d", rest) or len(rest.split()) > 5 else found[0]


def _all_numbers(text: str) -> list[Number]:
    """Every number that has a currency or a magnitude, in text order."""
    spans = [(m.start(), m.end(), False) for m in _DIGITS.finditer(text)]
    spans += [(m.start(), m.end(), True) for m in numbers.word_pattern().finditer(text)]
    out: list[Number] = []
    for start, end, in_words in sorted(spans):
        if not out or start >= out[-1].end:
            number = _read(text, start, end, in_words)
            if number:
                out.append(number)
    return out


def _read(text: str, start: int, end: int, in_words: bool) -> Number | None:
    before = None if in_words else _currency_before(text, start)
    begin, unit = before or (start, None)
    if (
        _MINUS.search(text[max(0, begin - 7) : begin])
        or text[begin - 1 : begin] == "%"
        or text[max(0, begin - 2) : begin] == ".."
    ):
        return None
    stop, factor = (end, Decimal(1)) if in_words else _magnitude(text, end, unit)
    after = _currency_after(text, stop, unit)
    last, unit = after or (stop, unit)
    if _BROKEN.match(text, stop if after is None else last) and factor == 1:
        return None
    amount = _amount(text[start:end], in_words, factor, unit)
    if before and factor == 1 and _TORN.match(text, end):
        return None
    if amount is None or (unit and unit.shy and not _clearly_money(text[start:end], amount, factor)):
        return None
    if unit and unit.symbol == "pound" and after and factor == 1 and _WEIGHT.match(text, last):
        return None
    if unit:
        factor *= unit.scale
    bare = "" if in_words else text[start:end]
    return Number(begin, last, amount, factor, unit, bare)


def _amount(text: str, in_words: bool, factor: Decimal, unit: Unit | None) -> Decimal | None:
    if in_words:
        return numbers.words(text)
    return numbers.digits(text, dot_groups=factor == 1 and unit is not None and not _in_thousandths(text, unit))


def _in_thousandths(text: str, unit: Unit) -> bool:
    """Whether three digits after a dot may be decimals, as in a share at "$3.125"; USD 120.000 is no such sum."""
    counted = unit.code in ("USD", "GBP") or unit.symbol == "dollar"
    return counted and bool(re.fullmatch(r"\d\.\d\d[1-9]", text))


def _clearly_money(text: str, amount: Decimal, factor: Decimal) -> bool:
    return factor > 1 or bool(re.search(r"\D\d{3}$", text)) or amount >= _PLAUSIBLE


def _currency_before(text: str, start: int) -> tuple[int, Unit] | None:
    """The currency that ends where the number starts, and where it starts: "$", "US$", "EUR ", "Rs."."""
    base = max(0, start - _BEFORE)
    match = _PREFIX.search(text, base, start)
    if not match:
        return None
    name = match.group().rstrip()
    known = names().before
    for cut in range(len(name)):
        plain = name[cut:].replace(" ", "")
        unit = known.get(plain) or known.get(plain.replace(".", "")) or _code_and_sign(plain)
        if unit and (cut == 0 or not name[cut].isalnum()):
            return match.start() + cut, unit
    return None


def _code_and_sign(name: str) -> Unit | None:
    """The currency of "MXN$" and "HKD$", whatever the sign means alone."""
    return names().before.get(name[:-1]) if len(name) == 4 and name[:-1].isupper() and not name[-1].isalnum() else None


def _magnitude(text: str, end: int, unit: Unit | None) -> tuple[int, Decimal]:
    """Where the words that multiply end ("1 lakh crore", "5m"), and what they multiply by."""
    factor = Decimal(1)
    while match := _NEXT.match(text, end):
        word, gap = match[1].casefold(), match.start(1) - end
        times = numbers.magnitudes().get(word)
        if times is None or (gap and word in _TOUCHING and not (word == "m" and text[end] == " ")):
            break
        if word in _MONEY_ONLY and unit is None and _currency_after(text, match.end(1), None) is None:
            break
        if len(word) <= _SHORT and _GOES_ON.match(text, match.end(1)):
            break
        end, factor = match.end(1), factor * times
    return end, factor


def _currency_after(text: str, end: int, unit: Unit | None) -> tuple[int, Unit] | None:
    """The currency named after the number, longest name first; after "$8m" only one that tells which dollar."""
    match = _AFTER.match(text, end)
    if not match:
        return None
    if match[1]:
        found = names().after.get(match[1])
        return (match.end(1), found) if found and unit is None else None
    first, rest = match.start(2), match.end()
    while rest > first:
        name = re.sub(r"[\s-]", " ", text[first:rest]).casefold()
        found = names().after.get(name)
        if found is None and unit is not None and unit.symbol == "dollar" and name in names().adjectives:
            found = Unit(names().adjectives[name], None, False)
        if found and (first > end or len(name) <= 3) and (unit is None or _same_kind(unit, found)):
            return rest, (found if unit is None or (unit.symbol and found.code) else unit)
        rest = max(text.rfind(c, first, rest) for c in " -\n\u00a0")
    return None


def _same_kind(unit: Unit, found: Unit) -> bool:
    return found.scale == 1 and not found.shy and (unit.symbol == "dollar" or unit.code == found.code)


def _inherit(text: str, found: list[Money]) -> list[Money]:
    """Sums without a currency take that of the sum before them in the paragraph, the others go."""
    out: list[Money] = []
    for money in found:
        known = money.currency or money.symbol
        if not known and (
            not out or not _same_paragraph(text, out[-1].end, money.start) or _counts_things(text, money)
        ):
            continue
        if not known:
            money = replace(money, currency=out[-1].currency, symbol=out[-1].symbol, bare=True)
        bound = money.bound if money.bound != "exact" else bound_before(text, money.start, money.end)
        out.append(replace(money, bound=bound, per=per(text, money.end)))
    return out


def _same_paragraph(text: str, start: int, end: int) -> bool:
    return end - start < _SAME_PLACE and "\n\n" not in text[start:end]


def _counts_things(text: str, money: Money) -> bool:
    """Whether the number counts something else ("1.3 million people", "52 million tonnes of steel")."""
    follows = re.match(r"\s+([^\W\d_]+)", text[money.end :][:40])
    return bool(follows and follows[1].casefold() not in _function_words()) or text[money.end : money.end + 1] in (
        "-",
        "%",
    )


def _function_words() -> frozenset[str]:
    from newsx import patterns

    return patterns.words("money", "after-bare-sum")
