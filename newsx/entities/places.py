"""Turn the places and nationalities that a text names into countries."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newsx import patterns
from newsx.entities.agencies_words import BREAK, Words, forms_of, split

_RECENT = 12  # places before a word that are looked at; a paragraph seldom has more
Sort = Literal["country", "demonym", "place", "abbreviation"]


@dataclass(frozen=True, slots=True)
class Place:
    """Words i to j of a text name a country, its people or a place in it. `countries` has the likeliest first."""

    i: int
    j: int
    name: str
    sort: Sort
    countries: tuple[str, ...]

    @property
    def country(self) -> str:
        """The likeliest country."""
        return self.countries[0]


Name = tuple[tuple[str, ...], Sort, tuple[str, ...]]


@cache
def _names() -> dict[str, tuple[Name, ...]]:
    """Every name by its first word, the longest first."""
    known: dict[tuple[str, ...], tuple[Sort, list[str]]] = {}
    fields: tuple[tuple[str, Sort], ...] = (
        ("names", "country"),
        ("demonyms", "demonym"),
        ("places", "place"),
        ("abbreviations", "abbreviation"),
    )
    for entry in patterns.load("places"):
        for field, sort in fields:
            kind: Sort = "place" if sort == "country" and "region" in entry else sort
            for name in entry.get(field, ()):
                _, countries = known.setdefault(forms_of(name), (kind, []))
                if entry["country"] not in countries:
                    countries.append(entry["country"])
    index: dict[str, list[Name]] = {}
    for forms, (sort, countries) in known.items():
        index.setdefault(forms[0], []).append((forms, sort, tuple(countries)))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in index.items()}


def find(words: Words) -> tuple[Place, ...]:
    """The places of a text in order, each settled between namesakes by what else the text names."""
    found: list[Place] = []
    i = 0
    while i < len(words.forms):
        place = _at(words, i)
        if place is None:
            i += 1
        else:
            found.append(place)
            i = place.j
    return tuple(_settle(found, words))


def _at(words: Words, i: int) -> Place | None:
    forms = words.forms
    form = forms[i]
    candidates = _names().get(form) or (_names().get(form.title()) if form.isupper() and len(form) > 3 else None)
    for name, sort, countries in candidates or ():
        here = forms[i : i + len(name)]
        if here == name or (form.isupper() and len(form) > 3 and tuple(f.title() for f in here) == name):
            if sort == "abbreviation" and not _abbreviates(words, i):
                continue
            if _unlikely(words, i, len(name)):
                continue
            return Place(i, i + len(name), " ".join(name), sort, countries)
    return None


def _abbreviates(words: Words, i: int) -> bool:
    """Whether the short form of a state stands where one does: "Ashford, Ga."."""
    return i > 1 and words.forms[i - 1] == "," and words.forms[i - 2][:1].isupper()


def _unlikely(words: Words, i: int, length: int) -> bool:
    """Whether a town's name is here another word: a sentence's first word, or part of a person's name."""
    form = words.forms[i]
    return length == 1 and form in _doubtful() and (words.starts_sentence(i) or not _after_in(words, i))


def _after_in(words: Words, i: int) -> bool:
    return i > 0 and words.folded[i - 1] in ("in", "at", "near", "from", "of", "to")


@cache
def _doubtful() -> frozenset[str]:
    """Towns whose name is an ordinary word or a common first name or surname."""
    return frozenset(name for entry in patterns.load("places") for name in entry.get("doubtful", ()))


def _settle(places: list[Place], words: Words) -> Iterable[Place]:
    """Give each namesake the country that a qualifier or the rest of the text speaks for."""
    sure = Counter(p.country for p in places if len(p.countries) == 1)
    for n, place in enumerate(places):
        after = places[n + 1] if n + 1 < len(places) else None
        beside = after is not None and after.i == place.j + 1 and words.forms[place.j] == ","
        if after and beside and place.sort == "place" and after.sort != "demonym":
            yield Place(place.i, place.j, place.name, place.sort, after.countries[:1])
            continue
        if len(place.countries) > 1:
            best = max(place.countries, key=lambda c: (sure[c], -place.countries.index(c)))
            place = Place(place.i, place.j, place.name, place.sort, (best,))
        yield place


def country_of(text: str) -> str | None:
    """The country that a phrase names first, as ISO 3166-1 alpha-2, or `EU`.

    >>> country_of("French prosecutors"), country_of("a court in Milan"), country_of("the company")
    ('FR', 'IT', None)
    """
    places = find(split(text))
    return places[0].country if places else None


def votes(words: Words, places: Iterable[Place]) -> Counter[str]:
    """How often a text names each country, its people, its places, or what only it has ("grand jury")."""
    count = Counter(place.country for place in places)
    for cue, country in _cues().items():
        times = sum(words.folded[i : i + len(cue)] == cue for i in words.places.get(cue[0], ()))
        if times:
            count[country] += times
    return count


@cache
def _cues() -> dict[tuple[str, ...], str]:
    """Words that speak for a country without naming it."""
    entries = patterns.load("places")
    return {forms_of(cue.casefold()): entry["country"] for entry in entries for cue in entry.get("cues", ())}


def dominant(count: Counter[str]) -> str | None:
    """The country that an article is about, when one stands out: named twice as often as any other."""
    ranked = [(c, n) for c, n in count.most_common(4) if c not in ("INT", "EU")][:2]
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def locates(words: Words, place: Place) -> bool:
    """Whether a place says where something happens: "in Auckland", a dateline."""
    before = words.folded[place.i - 1] if place.i else BREAK
    return place.sort != "demonym" and before in ("in", "at", "near", "across", BREAK)


class Homes:
    """The country of a body whose own words do not tell it, by where in the text it stands."""

    def __init__(self, words: Words, evidence: Iterable[tuple[int, str]], count: Counter[str]) -> None:
        """`evidence` are pairs of a word's index and the country where it puts the scene, `count` is from `votes`."""
        self._breaks = [i for i, form in enumerate(words.forms) if form == BREAK]
        self._evidence = sorted((i, c) for i, c in evidence if c not in ("INT", "EU"))
        self._home = dominant(count)
        national = [(n, c) for c, n in count.items() if c not in ("INT", "EU")]
        self._likeliest = max(national)[1] if national else None

    def at(self, i: int) -> str | None:
        """The one country where the paragraph so far is set, else the article's, else the one most named."""
        k, start = bisect_left(self._evidence, (i, "")), self._paragraph(i)
        here = {country for n, country in self._evidence[max(0, k - _RECENT) : k] if n >= start}
        if len(here) == 1:
            return here.pop()
        return self._home or self._likeliest

    def _paragraph(self, i: int) -> int:
        """The word with which the paragraph of word i begins."""
        n = bisect_left(self._breaks, i)
        return self._breaks[n - 1] + 1 if n else 0
