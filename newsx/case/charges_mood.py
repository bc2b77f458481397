"""The words around a cue to whether its wrong happened, may have or did not, and to the status that others give."""

from dataclasses import replace

from newsx import clauses
from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_opening import HARD
from newsx.case.charges_reading import Mention, Reading
from newsx.records import ChargeStatus, Modality, Polarity

THREAT = 9  # words back to what makes a term in prison only a threat


def mood(reading: Reading, cue: Cue) -> tuple[Polarity, Modality]:
    """What the words before a cue make of it: "has not been charged", "could be charged"."""
    before: list[str] = []
    for i in range(cue.start - 1, max(-1, cue.start - 6), -1):
        if reading.text(i) in HARD or reading.text(i) in {",", "but"}:
            break
        if i not in reading.dated and reading.tag(i) != "NNP":  # the month of May
            before.append(reading.text(i))
    if charges_cues.words("negations") & set(before):
        return "negated", "negated"
    threat = bool(cue.rule.get("threatens")) and is_threatened(reading, cue)
    possible = threat or charges_cues.words("possible") & set(before[:4]) or _is_hypothetical(reading, cue)
    return ("denied" if cue.rule.get("denied") else "affirmed"), ("possible" if possible else "actual")


def is_threatened(reading: Reading, cue: Cue) -> bool:
    """ "He faces up to nine years in prison", "If convicted, she will get a life sentence": no verdict yet."""
    return _threat(reading, cue) is not None or _has_condition(reading, cue)


def is_faced(reading: Reading, cue: Cue) -> bool:
    """Whether somebody stands accused of what has such a sentence: "she faces life in prison for robbery"."""
    at = _threat(reading, cue) if cue.rule.get("threatens") else None
    if at is None or reading.text(at) not in charges_cues.words("faced-with") or _has_condition(reading, cue):
        return False
    return reading.text(at - 1) not in charges_cues.words("possible") | charges_cues.words("negations")


def _threat(reading: Reading, cue: Cue) -> int | None:
    """The word before a term in prison that makes it a threat."""
    for i in range(cue.start - 1, max(-1, cue.start - THREAT), -1):
        if reading.text(i) in HARD or (reading.text(i) == "and" and reading.tag(i + 1) == "VBD"):
            return None
        if reading.text(i) in charges_cues.words("faced-with") | charges_cues.words("threats"):
            return i
    return None


def _has_condition(reading: Reading, cue: Cue) -> bool:
    """Whether the sentence speaks of a verdict to come: "if convicted"."""
    here = range(reading.sentence_starts[cue.start], reading.sentence_ends[cue.start])
    return any(
        reading.text(i) in charges_cues.words("conditions") and reading.text(i + 1) in charges_cues.words("verdicts")
        for i in here
    )


def _is_hypothetical(reading: Reading, cue: Cue) -> bool:
    """ "An adult found guilty of it could be jailed", "Had he been convicted": the clause above is only possible."""
    if not reading.parsed:
        return False
    token = reading.token(cue.start)
    for _ in range(4):
        if any(t.lower_ in charges_cues.words("possible") and t.dep_ in {"aux", "mark"} for t in token.children):
            return True
        if any(t.text == "Had" and t.dep_.startswith("aux") for t in token.children):
            return True
        bare = token.tag_ in {"VBN", "VBD"} and not any(t.dep_.startswith(("aux", "nsubj")) for t in token.children)
        if token.head.i == token.i or (token.tag_.startswith("VB") and not bare and token.dep_ != "acl"):
            return False
        if token.dep_ in {"conj", "ccomp", "parataxis"}:
            return False
        token = token.head
    return False


def outer(reading: Reading, mention: Mention) -> Mention:
    """The status that another cue of the sentence gives: "settled claims of …", "the charges of … were dropped"."""
    cue = mention.cue
    if cue is None or not cue.rule.get("inner"):
        return mention
    for outer in reading.outer_cues.get(reading.sentence[cue.start], ()):
        if outer.entry != cue.entry and _governs(reading, outer, cue):
            polarity, modality = mood(reading, outer)
            failed = reading.text(outer.start - 1) == "to" and reading.text(outer.start - 2) in charges_cues.words(
                "fails"
            )
            if polarity == "negated" or failed:  # "failed to overturn a ruling that"
                continue
            verdict = _verdict(reading, outer) if outer.id == "denies" else None
            if verdict is not None:
                return replace(mention, status=verdict, outer=None, rule=f"charges.{outer.id}")
            if outer.id == "denies":
                return replace(mention, polarity="denied", outer=outer)
            return replace(
                mention,
                status=outer.status, polarity=polarity, modality=modality, outer=outer, rule=f"charges.{outer.id}",
            )  # fmt: skip
    return mention


def is_verdict(reading: Reading, cue: Cue) -> bool:
    """Whether it is a jury or a judge who rejects something."""
    return _verdict(reading, cue) is not None


def _verdict(reading: Reading, outer: Cue) -> ChargeStatus | None:
    """What becomes of charges that a jury or a judge rejects."""
    if not reading.parsed:
        return None
    who = {t.lemma_.lower() for t in clauses.agents(reading.token(outer.start))}
    if who & charges_cues.words("juries"):
        return "acquitted"
    return "dismissed" if who & charges_cues.words("benches") else None


def _governs(reading: Reading, outer: Cue, cue: Cue) -> bool:
    between = {reading.text(i) for i in range(min(outer.end, cue.end), max(outer.start, cue.start))}
    if between & charges_cues.words("turns"):
        return False
    ahead = 0 <= cue.start - outer.end <= 9
    passive = reading.text(outer.start - 1) in {"were", "was", "been", "be", "later"}
    return ahead or (passive and 0 <= outer.start - cue.end <= 14)
