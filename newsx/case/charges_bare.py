"""A wrong that no cue governs to its telling: a deed told as a fact, or a word that only stands in the text."""

from newsx.case import charges_cues
from newsx.case.charges_opening import HARD
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_words import Hit


def bare(reading: Reading, hit: Hit) -> Mention:
    """A wrong without a cue. A deed told as a fact counts: "hackers broke into the bank's computers"."""
    rule = f"offences.{hit.entry}"
    deed = hit.kind != "noun" and reading.tag(hit.start) in {"VBD", "VBN"} and not _is_denied(reading, hit)
    return Mention(
        hit.start,
        hit.end,
        hit.offence,
        hit.iccs,
        rule,
        "alleged",
        hit=hit,
        deed=deed,
        culprit=deed and _has_culprit(reading, hit),
    )


def _has_culprit(reading: Reading, hit: Hit) -> bool:
    """Whether hackers, thieves or the like stand before a deed."""
    return any(reading.text(i) in charges_cues.words("culprits") for i in range(max(0, hit.start - 4), hit.start))


def _is_denied(reading: Reading, hit: Hit) -> bool:
    """ "Had never rigged bids", "could have stolen", "no proof that she had colluded"."""
    doubts = charges_cues.words("negations") | charges_cues.words("possible")
    for i in range(hit.start - 1, max(-1, hit.start - 9), -1):
        if reading.text(i) in HARD | {","}:
            return False
        if reading.text(i) in charges_cues.words("anybody"):
            return True  # "any member found to have broken the code"
        if reading.text(i) in (doubts if hit.start - i <= 4 else charges_cues.words("negations")):
            return True
    return False
