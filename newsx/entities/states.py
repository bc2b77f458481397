"""The states that a text has act as public bodies: "Norland has seized a tanker", "sanctions on Norland"."""

from collections.abc import Iterable, Iterator

from newsx import patterns
from newsx.entities.agencies_mention import AgencyMention
from newsx.entities.agencies_words import Words
from newsx.entities.places import Place

PACK = "agencies-generic"
BETWEEN = 2  # words at most between a state and its verb: "has also seized"


def find(words: Words, named: Iterable[Place]) -> Iterator[AgencyMention]:
    """The places where a country's name stands for the state that acts, or on which sanctions are laid."""
    for place in named:
        if place.sort == "country" and (_does(words, place) or _suffers(words, place)):
            start, end = words.starts[place.i], words.ends[place.j - 1]
            key = f"state:{place.country}"
            name = words.text[start:end]
            yield AgencyMention(start, end, key, name, "other", place.country, "generic", head="state")


def _does(words: Words, place: Place) -> bool:
    """Whether it is the subject of a verb for an act of state."""
    before = words.folded[place.i - 1] if place.i else ""
    if before == "the" and place.i > 1:
        before = words.folded[place.i - 2]
    if before in patterns.words(PACK, "no-subjects-after"):
        return False
    skipped = patterns.words(PACK, "before-state-acts")
    at = place.j
    while at < place.j + BETWEEN and words.folded[at : at + 1] and words.folded[at] in skipped:
        at += 1
    return bool(words.folded[at : at + 1]) and words.folded[at] in patterns.words(PACK, "state-acts")


def _suffers(words: Words, place: Place) -> bool:
    before = words.folded[max(0, place.i - 2) : place.i]
    return len(before) == 2 and before[0] == "sanctions" and before[1] in ("on", "against")
