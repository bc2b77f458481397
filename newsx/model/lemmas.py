"""A word and its tags to its lemma: a short list of the irregular ones, then the rules of English endings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsx.errors import ModelError

VOWELS = frozenset("aeiou")
KEPT = frozenset({"PROPN", "SYM", "X", "PUNCT", "NUM"})
LONG_VOWEL = (
    "ad",
    "ud",
    "id",
    "od",
    "ed",
    "am",
    "um",
    "om",
    "in",
    "un",
    "ul",
    "il",
    "ar",
    "ur",
    "ir",
    "at",
    "ut",
    "ot",
)
SYLLABIC = ("bl", "pl", "tl", "dl", "gl", "fl", "rs", "ns", "ls")
STRAIGHT = str.maketrans({"’": "'", "‘": "'"})


class Lexicon(NamedTuple):
    """Irregular forms by universal tag, and the base forms that decide between two endings."""

    irregular: dict[str, dict[str, str]]
    known: dict[str, frozenset[str]]


@cache
def lexicon(path: Path) -> Lexicon:
    """Read lemmas.json."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Lexicon(raw["irregular"], {tag: frozenset(words.split()) for tag, words in raw["known"].items()})
    except (OSError, ValueError, KeyError, AttributeError) as broken:
        raise ModelError(f"{path.parent}: {path.name} is missing or damaged") from broken


def lemma(word: str, upos: str, xpos: str, words: Lexicon) -> str:
    """The lemma of a word: "agencies" to "agency", "fined" to "fine", "Brussels" to itself."""
    plain = word.translate(STRAIGHT)
    low = plain.lower()
    listed = words.irregular.get(upos, {}).get(low)
    if listed is not None:
        return listed
    return plain if upos in KEPT else ruled(low, xpos, words.known)


def ruled(low: str, xpos: str, known: dict[str, frozenset[str]]) -> str:
    """The lemma of a lower-case word by its ending alone."""
    if xpos == "NNS":
        return without_s(low, known.get("NOUN", frozenset()))
    verbs, adjectives = known.get("VERB", frozenset()), known.get("ADJ", frozenset())
    if xpos == "VBZ":
        return without_s(low, verbs)
    if xpos in {"VBD", "VBN"} and low.endswith("ed"):
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else base(low[:-2], verbs)
    if xpos == "VBG" and low.endswith("ing"):
        return base(low[:-3], verbs)
    if xpos in {"JJR", "RBR"} and low.endswith("er"):
        return graded(low, 2, adjectives)
    return graded(low, 3, adjectives) if xpos in {"JJS", "RBS"} and low.endswith("est") else low


def without_s(low: str, known: frozenset[str]) -> str:
    if not low.endswith("s") or low.endswith("ss") or len(low) < 3:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y" if low[:-1] not in known else low[:-1]
    if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) and low[:-1] not in known:
        return low[:-2]
    return low[:-1]


def base(stem: str, known: frozenset[str]) -> str:
    """A verb without its -ed or -ing: "charging" keeps its e, "planned" loses an n."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS
    ways = [stem, stem + "e", *([stem[:-1]] if doubled else [])]
    listed = [way for way in ways if way in known]
    if listed:
        return listed[-1] if doubled and stem not in known else listed[0] if len(listed) == 1 else likely(stem)
    if doubled and stem[-1] not in "lsz":
        return stem[:-1]
    return likely(stem)


def likely(stem: str) -> str:
    """Whether a stem wants an e: "rais", "argu", "chang", "conclud" do, "visit", "load", "want", "banning" do not.

    >>> [likely(s) for s in ("rais", "argu", "chang", "conclud", "visit", "load", "want", "prosecut", "ask", "sell")]
    ['raise', 'argue', 'change', 'conclude', 'visit', 'load', 'want', 'prosecute', 'ask', 'sell']
    """
    if len(stem) < 3 or stem[-1] in "aeiowxyhk" or stem.endswith("ss"):
        return stem
    single = stem[-2] in VOWELS and stem[-3] not in VOWELS
    short = single and sum(c in VOWELS for c in stem) == 1
    if short or stem[-1] in "cuvzs" or (single and stem.endswith(LONG_VOWEL)) or stem.endswith(SYLLABIC):
        return stem + "e"
    if stem[-1] == "g":
        return stem if stem.endswith(("ing", "ong", "og", "ag")) else stem + "e"
    return stem


def graded(low: str, ending: int, known: frozenset[str]) -> str:
    """An adjective without its -er or -est, if what is left is one."""
    stem = low[:-ending]
    ways = [
        stem,
        stem + "e",
        stem[:-1] + "y" if stem.endswith("i") else "",
        stem[:-1] if stem[-2:-1] == stem[-1:] else "",
    ]
    return next((way for way in ways if way and way in known), low)
