"""Where a wrong begins behind a cue: past "two counts of", "an alleged" and the like."""

from newsx.case import charges_cues
from newsx.case.charges_reading import Reading
from newsx.case.charges_words import PARAGRAPH

HARD = frozenset({*".;:?!)—–[]…|", "--", PARAGRAPH})


def opening(reading: Reading, start: int, limit: int) -> int:
    """Past "two counts of", "an alleged" and the like, unless the words are a wrong of their own."""
    skip = charges_cues.words("quantities")
    i = start
    leads, ties = charges_cues.words("lead"), {"into", "of", "over", "involving", "about", "alleging", "for"}
    while i < limit and i not in reading.hit_at:
        if reading.text(i) in leads and reading.text(i + 1) in ties:
            i += 2  # "an investigation into"
        elif reading.text(i) in charges_cues.words("parts") and reading.text(i + 1) == "in" and _begins(reading, i + 2):
            i += 2  # "his part in looting"
        elif (behind := _past_name(reading, i)) is not None:
            i = behind  # "the conviction of Ann Lee for theft"
        elif reading.text(i) in skip or reading.text(i)[:1].isdigit():
            i += 1
        else:
            break
    return i


def _past_name(reading: Reading, i: int) -> int | None:
    """The word behind "for" where one follows a name that begins here."""
    end = i
    while end < len(reading.words) and reading.token(end).ent_type_ in {"PERSON", "ORG"}:
        end += 1
    return end + 1 if end > i and reading.text(end) == "for" else None


def _begins(reading: Reading, i: int) -> bool:
    """Whether a wrong begins at this word, or behind an article."""
    return any(k in reading.hit_at or is_verbal(reading, k) for k in (i, i + 1))


def is_verbal(reading: Reading, i: int) -> bool:
    """Whether a gerund begins here: "failing to", but not "money laundering" or "bid-rigging"."""
    hit = reading.hit_at.get(i)
    if reading.text(i) in charges_cues.words("failures") and reading.text(i + 1) == "to":
        return True
    if hit is not None:
        return hit.kind != "noun"
    if reading.tagged:
        return reading.tag(i) == "VBG" or (reading.tag(i) == "RB" and reading.tag(i + 1) == "VBG")
    word = reading.text(i)
    return len(word) > 5 and word.endswith("ing")
