"""Wrongs behind the cue that leads to them: "charged with theft and arson", "the inquiry found that it misled"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsx import clauses_tree
from newsx.case import charges_cues, charges_mention, charges_trailing
from newsx.case.charges_cues import Cue
from newsx.case.charges_items import items
from newsx.case.charges_opening import HARD, is_verbal, opening
from newsx.case.charges_reading import Mention, Reading

_HOW = frozenset({"into", "over", "about"})
_COLON = 7  # words from a cue's link to the colon before a list
_CLOSE = 3  # the same right behind a cue with no link
Place = tuple[int, str, bool]  # the first word of a list, the link before it, whether clauses tell it


def behind(reading: Reading, cue: Cue) -> Iterator[Mention]:
    """The wrongs behind a cue, at the first of its links that leads to one."""
    if _leads_nowhere(reading, cue):
        return
    for start, link in charges_cues.starts(reading.words, cue, reading.sentence_ends[cue.start]):
        place = _place(reading, cue, start, link)
        found = _listed(reading, cue, place) if place is not None else []
        if found and found[0] is not None:
            yield from (m for m in found if m is not None)
            return


def _leads_nowhere(reading: Reading, cue: Cue) -> bool:
    """Whether it is nobody's accusation: "who the army said was bruised", "alleged ringleader"."""
    if cue.rule.get("subject"):
        helped = reading.text(cue.end) in charges_cues.words("auxiliaries")
        if helped or not _is_accuser(reading, cue):
            return True
    return bool(cue.rule.get("finite")) and _is_attribute(reading, cue)


def _place(reading: Reading, cue: Cue, start: int, link: str) -> Place | None:
    """Where the list begins that a link leads to, and whether clauses tell it; None where nothing is told there."""
    if start in reading.dated or _is_far(reading, cue, start):
        return None
    opens = reading.text(start) in charges_cues.words("clause-openers")
    if link in _HOW and opens:
        return _past_colon(reading, start + 1), reading.text(start), True  # "an inquiry into how it sold them"
    if link != "=":
        return _past_colon(reading, start), link, link in charges_cues.words("clause-links")
    clause = bool(cue.rule.get("clause")) and (cue.rule["clause"] == "only" or not _names(reading, start))
    if opens or not (clause or _follows(reading, start)):
        return None
    return _past_colon(reading, start), link, clause


def _listed(reading: Reading, cue: Cue, place: Place) -> list[Mention | None]:
    """What each item of a list tells, None for one that tells no wrong."""
    start, link, clause = place
    listed = list(items(reading, start, clause=clause))
    free = (cue.rule.get("open") and link not in {"are", "were"}) or link in {"whether", "if"}
    free = bool(free) or _is_free(reading, cue, start, listed)
    loose = not free and clause and _says_the_case(reading, cue)
    found = [charges_mention.mention(reading, s, e, cue, free=free or loose, told=clause) for s, e in listed]
    return [replace(m, loose=loose and m.hit is None, link=start) if m is not None else None for m in found]


def _past_colon(reading: Reading, start: int) -> int:
    """Where the list begins of which only the number is told first: "charged with three crimes: theft, arson …"."""
    colon = next((i for i in range(start, start + _COLON) if reading.text(i) == ":"), None)
    if colon is None:
        return start
    plain = charges_cues.words("quantities") | charges_cues.words("lead") | charges_cues.words("generic")
    told = [i for i in range(start, colon) if reading.text(i) not in plain and not reading.tag(i).startswith("JJ")]
    return start if told else colon + 1


def _is_far(reading: Reading, cue: Cue, start: int) -> bool:
    """Whether another clause stands between a noun and what leads on: "In its inquiry, the court ruled … of"."""
    if not reading.tag(cue.start).startswith("NN"):
        return False
    if reading.text(start - 1) == "that" and start - 1 > cue.end and _is_of_another(reading, cue, start - 1):
        return True
    between = range(cue.end, start - 1)
    comma = next((i for i in between if reading.text(i) == ","), start)
    return any(reading.tag(i) in {"VBD", "VBZ", "VBP"} for i in between if i > comma)


def _is_of_another(reading: Reading, cue: Cue, that: int) -> bool:
    """Whether "that" opens a relative clause on another noun: "two counts in a case that had gripped the town"."""
    verb = reading.token(that).head
    return verb.dep_ in clauses_tree.RELATIVES and verb.head.i > reading.token(cue.end - 1).i


def _is_free(reading: Reading, cue: Cue, start: int, listed: Sequence[tuple[int, int]]) -> bool:
    """Whether deeds need no word of the offence pack: another of the list has one, or "admitted hiding the cup"."""
    if cue.rule.get("deeds") and is_verbal(reading, start):
        return reading.text(start) not in charges_cues.words("no-deeds")
    if listed and cue.rule.get("finding") and reading.fined:
        return True  # what a body found that fined somebody
    if listed and cue.rule.get("subject"):
        first = listed[0][0]
        if reading.text(first) in charges_cues.words("fails") and reading.text(first + 1) == "to":
            return True  # "the regulator said that it failed to tell drivers"
    return len(listed) > 1 and any(reading.within(s, e) for s, e in listed)


def _is_attribute(reading: Reading, cue: Cue) -> bool:
    """Whether a participle stands before its noun: "alleged ringleader"."""
    return reading.tag(cue.start) == "VBN" and reading.text(cue.start - 1) not in charges_cues.words("auxiliaries")


def _names(reading: Reading, start: int) -> bool:
    """Whether a wrong is named right here, before any verb: "alleges massive fraud"."""
    for i in range(start, min(start + 1 + _CLOSE, len(reading.words))):
        hit = reading.hit_at.get(i)
        if hit is not None:
            return hit.kind == "noun"
        if reading.tag(i)[:2] in {"VB", "PR", "MD"}:
            return False
    return False


def _follows(reading: Reading, start: int) -> bool:
    """Whether a wrong, or a deed, stands right behind a cue with no link: "denied stealing", "faces fraud charges"."""
    if reading.text(start) in charges_cues.words("places") | {"for", "of", "to"}:
        return False
    first = opening(reading, start, len(reading.words))
    return is_verbal(reading, first) or any(k in reading.hit_at for k in range(first, first + _CLOSE))


def _is_accuser(reading: Reading, cue: Cue) -> bool:
    """Whether a body, or somebody else who brings cases, says it: "prosecutors argued that"."""
    for i in range(cue.start - 1, max(-1, cue.start - 8), -1):
        if reading.text(i) in HARD:
            return False
        if i in reading.bodies or reading.text(i) in charges_cues.words("accusers"):
            return True
    return False


def _says_the_case(reading: Reading, cue: Cue) -> bool:
    """Whether those who bring a case, or their papers, say it: "the indictment says that he wired the cash"."""
    if cue.id != "said-that":
        return False
    source = list(range(max(cue.start - 3, reading.sentence_starts[cue.start]), cue.start))
    return charges_trailing.is_strong(reading, source) and not any(reading.text(i) in HARD | {","} for i in source)
