"""The `actors` and `places` packs to look-up tables, each made once, on first use."""

import unicodedata
from functools import cache

from newsx import patterns

Key = tuple[str, ...]


@cache
def phrases(use: str) -> frozenset[str]:
    """All phrases of the entries with this `use`, as written."""
    return frozenset(p for e in patterns.load("actors") if e["use"] == use for p in e["phrases"])


@cache
def folded(use: str) -> frozenset[str]:
    """All phrases of the entries with this `use`, case-folded, with straight apostrophes."""
    return frozenset(plain(p) for p in phrases(use))


@cache
def titles() -> dict[Key, str]:
    """Titles as words to the gender that they tell: `m`, `f` or `n`."""
    found: dict[Key, str] = {}
    for e in patterns.load("actors"):
        if e["use"] == "title":
            for p in e["phrases"]:
                found[tuple(p.split())] = e["gender"]
                if p[-1].islower() and len(p) > 4:
                    found.setdefault(tuple(_plural(p).split()), e["gender"])
    return found


def _plural(phrase: str) -> str:
    """The plural, as in "Judges Wren and Vale"."""
    return phrase[:-1] + "ies" if phrase.endswith("ty") else phrase + "s"


@cache
def first_names() -> dict[str, str]:
    """First names, without accents and case-folded, to `m`, `f` or `n`."""
    return {bare(p): e["gender"] for e in patterns.load("actors") if e["use"] == "first-name" for p in e["phrases"]}


def given(word: str) -> bool:
    """Whether a word is a first name."""
    return bare(word) in first_names()


@cache
def pairs() -> frozenset[tuple[str, str]]:
    """The words around the "&" of well-known names, which a text may write "and", case-folded."""
    parts = [p.split(" & ") for p in phrases("known") if " & " in p]
    return frozenset((plain(a.split()[-1]), plain(b.split()[0])) for a, b, *_ in parts)


@cache
def roles() -> dict[str, tuple[str, str]]:
    """Role words, case-folded, to what they say (`person`, `organization`, `place`, `other`) and a gender."""
    found: dict[str, tuple[str, str]] = {}
    for e in patterns.load("actors"):
        if e["use"] == "role":
            for p in e["phrases"]:
                found.setdefault(plain(p), (e["says"], e.get("gender", "n")))
    return found


@cache
def places() -> frozenset[str]:
    """Countries, states and towns."""
    fields = ("names", "places", "abbreviations")
    found = {n for e in patterns.load("places") for f in fields for n in e.get(f, [])}
    return frozenset(found - doubtful())


@cache
def states() -> frozenset[str]:
    """The short forms of states, as they stand after a town: "Calif.", "TX"."""
    found = {n for e in patterns.load("places") for n in e.get("abbreviations", [])}
    return frozenset(found | {e["postal"] for e in patterns.load("places") if "postal" in e})


@cache
def doubtful() -> frozenset[str]:
    """Towns that are as often a person's name or an ordinary word."""
    return frozenset(n for e in patterns.load("places") for n in e.get("doubtful", []))


@cache
def demonyms() -> frozenset[str]:
    """Nationalities, as adjectives and as people: "French", "Afghans"."""
    return frozenset(n for e in patterns.load("places") for n in e.get("demonyms", []))


def plain(text: str) -> str:
    """A word to compare: case-folded, straight apostrophe."""
    return text.replace("’", "'").casefold()


@cache
def bare(text: str) -> str:
    """A word to compare without its accents.

    >>> bare("O’Łuków-Müller")
    "o'łukow-muller"
    """
    text = plain(text)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
