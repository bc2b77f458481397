"""The words that a cue leads to, to a telling of a wrong: its offence, status and mood, where they tell one at all."""

from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_mood import is_faced, mood
from newsx.case.charges_opening import is_verbal
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_words import Hit

_DEEP = 5  # words that may stand in front of the noun of a wrong: "a two-year multi-million pound fraud"


def mention(reading: Reading, start: int, end: int, cue: Cue, *, free: bool, told: bool) -> Mention | None:
    """A wrong told by some words; a `free` cue needs no word of the offence pack, when a clause is `told` no verb."""
    hits = reading.within(start, end)
    if hits and not is_verbal(reading, start) and hits[0].start - start >= _DEEP:
        start = hits[0].start
    deed = (told and end - start > 1) or _is_deed(reading, start, end)
    if _is_generic(reading, start, end) or _is_law(reading, cue) or not (hits or (free and deed)):
        return None
    hit = _offence(reading, start, end)
    polarity, modality = mood(reading, cue)
    in_court = cue.status == "alleged" and cue.rule.get("clause") and _in_court(reading, cue)
    faced = modality == "possible" and is_faced(reading, cue)
    return Mention(
        start=start,
        end=end,
        offence=hit.offence if hit else "other",
        iccs=hit.iccs if hit else None,
        rule=f"charges.{cue.id}",
        status="charged" if in_court or faced else cue.status,
        cue=cue,
        polarity=polarity,
        modality="actual" if faced else modality,
        hit=hit,
    )


def _offence(reading: Reading, start: int, end: int) -> Hit | None:
    """What the words are a case of: the first wrong with an offence of its own, else what they are about."""
    hits = reading.within(start, end)
    own = [h for h in hits if h.offence != "other"]
    about = [h for h in reading.about(start, end) if h.offence != "other"]
    return next(iter([*own, *about, *hits]), None)


def _is_generic(reading: Reading, start: int, end: int) -> bool:
    """ "Anything", "any wrongdoing", "the charges": no wrong of its own."""
    return " ".join(reading.text(i) for i in range(start, end)) in charges_cues.words("generic")


def _is_law(reading: Reading, cue: Cue) -> bool:
    """Whether it is said of whoever does it: "anyone who commits perjury"."""
    return any(reading.text(i) in charges_cues.words("whoever") for i in range(max(0, cue.start - 2), cue.start))


def _is_deed(reading: Reading, start: int, end: int) -> bool:
    """Whether words without an offence are a wrong: a deed ("cutting their hair"), or a matter behind a plain cue."""
    if end - start < 2:
        return False
    first = start + (reading.tag(start) == "RB")
    verb = is_verbal(reading, start) or reading.tag(first).startswith("VB")
    return verb or bool(reading.about(start, end))


def _in_court(reading: Reading, cue: Cue) -> bool:
    """Whether it is a suit or an indictment that alleges it, or one brought by who does."""
    if cue.rule.get("subject") and any(
        reading.text(i) in charges_cues.words("courts") for i in range(cue.end, cue.end + 3)
    ):
        return True  # "told the jury that"
    start = max(reading.sentence_starts[cue.start], cue.start - 24)
    return any(reading.text(i) in charges_cues.words("court-papers") for i in range(start, cue.start))
