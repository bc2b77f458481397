"""Where the words of a wrong end: at what tells when, where, or what people said of it."""

from newsx.case import charges_cues
from newsx.case.charges_opening import HARD, is_verbal
from newsx.case.charges_reading import Reading

_ASIDE = 8  # words in brackets within a wrong: "an $11bn (£6bn) accounting fraud"
JOINTS = frozenset({",", "and", "or", "&"})


def ends(reading: Reading, i: int, verbal: bool, named: bool) -> bool:
    """Whether a word begins what is no longer the wrong: when, where, and what people said of it."""
    word = reading.text(i)
    if word in {"while", "when"} and reading.text(i + 1) in charges_cues.words("impaired"):
        return False  # "driving a van while under the influence"
    if word in charges_cues.words("stops") or (i in reading.dated and not reading.tag(i).startswith("VB")):
        return True
    if verbal:
        return reading.tag(i) in {"VBZ", "MD"} and reading.text(i - 1) not in {"that", "which", "who", "what"}
    if word in {"in", "by"} and is_verbal(reading, i + 1):
        return False
    return (named and word in charges_cues.words("places") and not _qualifies(reading, i)) or (
        reading.tag(i) in {"VBD", "VBZ", "VBP", "MD"} and reading.text(i - 1) not in {"that", "which", "who"}
    )


def trim(reading: Reading, start: int, end: int) -> int:
    """Without a preposition or an article at the end: "misled investors in" 2003."""
    loose = charges_cues.words("loose")
    while end > start + 1 and reading.text(end - 1) in loose:
        end -= 1
    return end


def past_brackets(reading: Reading, i: int, last: int) -> int | None:
    """Behind an aside in brackets, when the wrong goes on there."""
    for k in range(i + 1, min(i + _ASIDE, last)):
        if reading.text(k) == ")":
            return k + 1 if reading.text(k + 1) not in HARD | JOINTS | charges_cues.words("stops") else None
    return None


def opens_clause(reading: Reading, i: int, limit: int) -> bool:
    """Whether a name and its verb begin here: "acquitted of theft and Ann Roe awaits trial"."""
    end = i
    while end < limit and reading.tag(end) in {"NNP", "NNPS"}:
        end += 1
    return end > i and reading.tag(end) in {"VBD", "VBZ", "VBP", "MD"}


def ranges(reading: Reading, i: int) -> bool:
    """ "From theft to gang rape": a "to" between two wrongs."""
    following = reading.hit_at.get(i + 1)
    return following is not None and following.kind == "noun" and i in reading.hit_ends


def _qualifies(reading: Reading, i: int) -> bool:
    """Whether a "that" tells which wrong it is: "the breach that affected millions"."""
    return reading.text(i) == "that" and i in reading.hit_ends and reading.hit_ends[i].weak
