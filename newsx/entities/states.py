"""States that act as public bodies: "Norland has seized a tanker", "sanctions on Norland", "a deal with 46 states"."""

from collections.abc import Iterable, Iterator

from newsx import patterns
from newsx.entities.agencies_mention import AgencyMention
from newsx.entities.agencies_words import Words
from newsx.entities.places import Place

PACK = "agencies-generic"
BETWEEN = 2  # words at most between a state and its verb: "has also seized"
DEAL = 8  # words before "with 46 states" that may name what they are party to


def find(words: Words, named: Iterable[Place]) -> Iterator[AgencyMention]:
    """The places where a country's name stands for the state that acts, or on which sanctions are laid."""
    for place in named:
        if place.sort == "country" and (_does(words, place) or _suffers(words, place)):
            start, end = words.starts[place.i], words.ends[place.j - 1]
            key = f"state:{place.country}"
            name = words.text[start:end]
            yield AgencyMention(start, end, key, name, "other", place.country, "generic", head="state")
    counts = patterns.words(PACK, "how-many-states")
    for i in range(1, len(words.folded)):
        several = words.forms[i] == "states" and words.folded[i - 1] in counts
        if several and (_acts(words, i + 1) or _settle(words, i - 1)):
            name, start, end = words.cut(i - 1, i + 1), words.starts[i - 1], words.ends[i]
            yield AgencyMention(start, end, f"states:{name.casefold()}", name, "other", None, "generic", head="state")


def _does(words: Words, place: Place) -> bool:
    """Whether it is the subject of a verb for an act of state."""
    before = words.folded[place.i - 1] if place.i else ""
    if before == "the" and place.i > 1:
        before = words.folded[place.i - 2]
    if before in patterns.words(PACK, "no-subjects-after"):
        return False
    return _acts(words, place.j)


def _acts(words: Words, first: int) -> bool:
    """Whether a verb for an act of state begins at a word, or a little after it."""
    skipped, at = patterns.words(PACK, "before-state-acts"), first
    while at < first + BETWEEN and words.folded[at : at + 1] and words.folded[at] in skipped:
        at += 1
    return bool(words.folded[at : at + 1]) and words.folded[at] in patterns.words(PACK, "state-acts")


def _suffers(words: Words, place: Place) -> bool:
    before = words.folded[max(0, place.i - 2) : place.i]
    return len(before) == 2 and before[0] == "sanctions" and before[1] in ("on", "against")


def _settle(words: Words, i: int) -> bool:
    """Whether states, counted at word i, are a party to a deal or a suit: "a settlement reached with 46 states"."""
    if words.folded[i - 1] not in ("with", "by") or i < 2:
        return False
    before = words.folded[max(0, i - DEAL) : i - 1]
    return any(word in patterns.words(PACK, "deals-of-states") for word in before)
