"""Whose word follows a sentence to the deeds that it tells: "Roe wired the cash to Malta, prosecutors say"."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_items import items
from newsx.case.charges_opening import HARD
from newsx.case.charges_reading import Reading

NEAR = 9  # words of whose word it is
FREE = frozenset({"said-that", "alleges", "argued"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that tell a deed, and the cue behind them. `strong`: it is the word of who brings the case."""

    start: int
    end: int
    cue: Cue
    strong: bool
    in_court: bool


def tellings(reading: Reading) -> Iterator[Telling]:
    """The deeds of the main clauses that an accuser's word follows."""
    if not reading.parsed:
        return
    for cue in reading.cues:
        comma, source = _source(reading, cue) if cue.id in FREE else (0, [])
        if not any(i in reading.bodies or reading.text(i) in charges_cues.words("accusers") for i in source):
            continue
        strong, in_court = is_strong(reading, source), is_paper(reading, source)
        for start, end in items(reading, reading.sentence_starts[cue.start] + 1, clause=True):
            if end <= comma and reading.is_past(start):
                yield Telling(start, end, cue, strong, in_court)


def is_strong(reading: Reading, source: list[int]) -> bool:
    """Whether it is the word of those who bring a case, or of their papers."""
    return is_paper(reading, source) or any(reading.text(i) in charges_cues.words("bringers") for i in source)


def is_paper(reading: Reading, source: list[int]) -> bool:
    """Whether a paper of the court says it: "according to the complaint"."""
    return any(reading.text(i) in charges_cues.words("court-papers") for i in source)


def _source(reading: Reading, cue: Cue) -> tuple[int, list[int]]:
    """The comma before, and the words for whose word it is: ", prosecutors said.", ", according to the complaint."."""
    if reading.text(cue.start) == "according":
        end = next((i for i in range(cue.end, cue.end + NEAR) if reading.text(i) in HARD | {","}), cue.end + NEAR)
        return (cue.start - 1, list(range(cue.end, end))) if reading.text(cue.start - 1) == "," else (0, [])
    comma = next((i for i in range(cue.start - 1, cue.start - NEAR, -1) if reading.text(i) == ","), 0)
    if not comma:
        return 0, []
    over = reading.text(cue.end) in HARD | {","} or cue.end in reading.dated or cue.end + 1 in reading.dated
    source = list(range(comma + 1, cue.start))
    plain = not any(reading.tag(i)[:2] in {"VB", "WP", "WD", "IN"} for i in source)
    return (comma, source) if over and plain else (0, [])
