"""A clause to where the deed that it tells begins: "that the bank had [misled investors]"."""

from newsx.case import charges_cues
from newsx.case.charges_ends import JOINTS
from newsx.case.charges_opening import HARD
from newsx.case.charges_reading import Reading


def predicate(reading: Reading, start: int, limit: int) -> int | None:
    """Where the deed of a clause begins: behind its subject and auxiliaries; a clause that denies tells none."""
    last = next(
        (i for i in range(start + 1, min(start + 16, limit)) if reading.text(i) in HARD), min(start + 16, limit)
    )
    window = range(start, last)
    deed = next((i for i in window if i in reading.hit_at and reading.hit_at[i].kind != "noun"), None)
    main = next((i for i in window if _is_main_verb(reading, i)), None)
    if deed is None or (main is not None and main < deed and _leads_to(reading, main, deed)):
        deed = main
    if deed is None or deed in reading.cued or reading.text(deed) in charges_cues.words("no-deeds"):
        return None
    if any(reading.text(i) in charges_cues.words("court-papers") for i in reading.subjects(deed) if i >= start):
        return None  # "ruling that the indictment went too far"
    negated = any(reading.text(i) in charges_cues.words("negations") for i in range(max(start, deed - 4), deed))
    if negated and reading.text(deed) not in charges_cues.words("omitted"):
        return None
    return _with_adverbs(reading, deed, start)


def _leads_to(reading: Reading, main: int, deed: int) -> bool:
    """Whether the clause tells a deed from this verb on: "instructed workers to falsify logs"."""
    if main in reading.cued or reading.text(main) in charges_cues.words("no-deeds"):
        return False
    if reading.text(deed - 1) in JOINTS:
        return True  # "planted drugs and stole cash"
    between = range(main, deed)
    return reading.text(deed - 1) == "to" and not any(reading.text(i) in HARD | {"that"} for i in between)


def _is_main_verb(reading: Reading, i: int) -> bool:
    """Whether the deed is told by this word: its verb, or what somebody was ("aware of", "party to")."""
    if reading.text(i - 1) in {"was", "were", "is", "are"} and reading.tag(i)[:2] in {"JJ", "NN"}:
        return True
    tag = reading.tag(i)
    helped = any(reading.text(k) in charges_cues.words("auxiliaries") for k in range(max(0, i - 3), i))
    if tag in {"VBG", "VBN"} and not helped:
        return False
    return tag.startswith("VB") and reading.text(i) not in charges_cues.words("auxiliaries")


def _with_adverbs(reading: Reading, i: int, start: int) -> int:
    """Back over what belongs to the deed: "did not disclose", "wilfully ignored"."""
    kept = charges_cues.words("negations") | {"did", "does", "do"}
    while i > start and (reading.text(i - 1) in kept or reading.text(i - 1).endswith(("lly", "edly"))):
        i -= 1
    return i
