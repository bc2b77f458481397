"""Symbols, codes and names of money into currencies, as the pack `money` lists them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsx import patterns
from newsx.patterns import Entry

_CODE = re.compile(r"[A-Z]{3}")
_SCALES = {"M": Decimal(10**6), "k": Decimal(1000), "K": Decimal(1000), "T": Decimal(1000)}  # MUSD, kEUR, TEUR


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to name a currency: its code where the name alone decides, else the entry that asks for the country."""

    code: str | None
    symbol: str | None
    shy: bool  # only beside a number that can hardly be anything else: "R5m", but not "R2"
    scale: Decimal = Decimal(1)  # units of the currency: 0.01 for cents, a million for "MUSD"


@dataclass(frozen=True, slots=True)
class Names:
    """All names: before a number (case counts), after it (case-folded, up to four words)."""

    before: dict[str, Unit]
    after: dict[str, Unit]
    adjectives: dict[str, str]  # "Canadian" -> CAD, for "$8 million Canadian"
    local: dict[str, dict[str, str]]


@cache
def names() -> Names:
    """The currencies of the pack."""
    out = Names({}, {}, {}, {})
    for entry in patterns.load("money"):
        if entry.get("type") == "currency":
            _add(out, entry)
    return out


def local(symbol: str, country: str) -> str | None:
    """What an ambiguous symbol ("$", "pesos") means in a country."""
    return names().local.get(symbol, {}).get(country)


def _add(out: Names, entry: Entry) -> None:
    code = entry.get("code")
    symbol = entry["id"] if "countries" in entry else None
    whole, shy = Unit(code, symbol, False), Unit(code, symbol, True)
    if symbol:
        out.local[symbol] = entry["countries"]
    for name in entry.get("symbols", ()):
        out.before[name] = whole
        out.after[name.casefold()] = whole
        if _CODE.fullmatch(name):
            _add_scaled(out, name, whole)
    for name in entry.get("shy", ()):
        out.before[name] = shy
    for name in entry.get("phrases", ()):
        out.after[name.casefold()] = whole
    for name in entry.get("shy_phrases", ()):
        out.after[name.casefold()] = shy
    for name in entry.get("cents", ()):
        out.after[name.casefold()] = Unit(code, symbol, False, Decimal("0.01"))
    for name in entry.get("adjectives", ()):
        out.adjectives[name.casefold()] = entry["code"]
        for word in entry.get("nouns", ("dollar", "dollars")):
            out.after[f"{name} {word}".casefold()] = whole


def _add_scaled(out: Names, name: str, unit: Unit) -> None:
    """A code with the letter that multiplies it, unless it is the name of another."""
    for letter, scale in _SCALES.items():
        scaled = Unit(unit.code, unit.symbol, False, scale)
        out.before.setdefault(letter + name, scaled)
        out.after.setdefault((letter + name).casefold(), scaled)
