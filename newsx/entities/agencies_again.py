"""Find the words by which a text means a body without its name: "the agency", "Brussels"."""

from collections import Counter
from collections.abc import Iterator

from newsx import patterns
from newsx.entities.agencies_heads import PACK
from newsx.entities.agencies_mention import AgencyMention
from newsx.entities.agencies_words import Words

COMMISSION = "eu-european-commission"
_REACH = 4
_PREPOSITIONS = ("in", "from", "to", "at", "near", "of", "with", "by", "into")


def find(words: Words) -> Iterator[AgencyMention]:
    """Each "the agency", "the commission", "the ministry": descriptions that stand only where a body before fits."""
    nouns = patterns.words(PACK, "again")
    for i in range(1, len(words.forms)):
        if words.folded[i] in nouns and words.folded[i - 1] == "the" and not _goes_on(words, i + 1):
            start, end = words.starts[i], words.ends[i]
            name = words.text[start:end]
            yield AgencyMention(start, end, "again:", name, "other", None, "descriptor", "again", field=words.folded[i])


def _goes_on(words: Words, i: int) -> bool:
    """Whether a name goes on behind the noun: "the Department of", "the commission for"."""
    after = words.forms[i : i + 1]
    return bool(after) and (after[0] in ("of", "for", "on") or (after[0][0].isupper() and after[0].isalpha()))


def brussels(words: Words, votes: Counter[str]) -> Iterator[AgencyMention]:
    """Each "Brussels" or "the EU" that acts as the European Commission does: "Brussels previously fined X"."""
    for i, form in enumerate(words.forms):
        if ((form == "Brussels" and votes["EU"]) or form == "EU") and _acts(words, i):
            start, end = words.starts[i], words.ends[i]
            name = words.text[start:end]
            yield AgencyMention(start, end, COMMISSION, name, "regulator", "EU", "descriptor", "regulator")


def _acts(words: Words, i: int) -> bool:
    """Whether the name is the subject of one of the Commission's acts, adverbs and auxiliaries between them aside."""
    if i and words.folded[i - 1] in _PREPOSITIONS:
        return False
    entry = next(e for e in patterns.load(PACK) if e["id"] == "brussels")
    for form in words.folded[i + 1 : i + 1 + _REACH]:
        if form in entry["phrases"]:
            return True
        if form not in entry["adverbs"]:
            return False
    return False
