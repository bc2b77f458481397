"""A sum in its sentence to what it is: a fine of some kind and status, or nothing of the sort."""

from dataclasses import dataclass, replace

from newsx import patterns
from newsx.case.cues import Match, Word, matches
from newsx.case.fines_sums import SUM, Sentence
from newsx.records import FineKind, FineStatus

_FAR = 14  # words between a share of turnover and the word "fine"
_CAPPED = ("fine", "settlement", "bail", "other")  # kinds of which "up to" tells the law's ceiling
_NEAR = 7  # words between two sums of which the second shares the verb of the first


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sum is, by which entry, how surely (less is surer), and the first and last word of the cue."""

    kind: FineKind
    status: FineStatus
    rule: str
    cost: float
    first: int
    last: int
    stated: bool = False  # the status is said, not what such a cue mostly means
    follows: bool = False  # read from the sum before it: "…, and Vetrolana 52 million"


def read(sentence: Sentence, slot: int, before: Reading | None) -> Reading | None:
    """What the sum at `slot` is; `before` is what the sum before it in the sentence is."""
    words = sentence.words
    cues = [m for m in matches("fines", "cue", words, slot) if sentence.context or not m.entry.get("near")]
    other = matches("fines", "not", words, slot)
    if cues and not (other and other[0].cost < cues[0].cost):
        reading = _reading(words, cues, before)
        open_ = reading.status == "proposed" or not reading.stated
        capped = open_ and reading.kind in _CAPPED and dict(sentence.sums)[slot].money.bound == "up-to"
        return replace(reading, status="maximum") if capped else reading
    if before and before.status != "overturned" and not other and not cues:
        return _following(words, slot, before)
    return None


def read_share(sentence: Sentence, slot: int) -> Reading | None:
    """A share of turnover is a ceiling where a word for fine is near."""
    near = range(max(0, slot - _FAR), min(len(sentence.words), slot + _FAR + 1))
    said = patterns.words("fines", "fine") | {"fined"}
    cue = next((i for i in near if sentence.words[i].text in said), None)
    if cue is None:
        return None
    return Reading("fine", "maximum", "fines.share-of-turnover", abs(cue - slot), min(cue, slot), max(cue, slot))


def _reading(words: tuple[Word, ...], cues: list[Match], before: Reading | None) -> Reading:
    best = cues[0]
    kind = next((m.entry["kind"] for m in cues if "kind" in m.entry), before.kind if before else "settlement")
    first, last = min(m.first for m in cues), max(m.last for m in cues)
    said = best.entry["status"] if best.entry.get("firm") else _status(words, best)
    said = None if kind == "bail" and said == "overturned" else said  # bail that is revoked was set
    told: list[FineStatus] = [m.entry["status"] for m in cues if "status" in m.entry]
    status = said or (told[0] if told else "imposed")
    return Reading(kind, status, f"fines.{best.entry['id']}", best.cost, first, last, said is not None)


def _status(words: tuple[Word, ...], cue: Match) -> FineStatus | None:
    """The status that the words around a cue give it, the nearest of them."""
    folded = (*words[: cue.first], replace(words[cue.first], text=SUM, tags=frozenset()), *words[cue.last + 1 :])
    inside = matches("fines", "status", words, next(i for i in range(cue.first, cue.last + 1) if words[i].text == SUM))
    found = sorted([*matches("fines", "status", folded, cue.first), *inside], key=lambda m: m.cost)
    return found[0].entry["status"] if found else None


def _following(words: tuple[Word, ...], slot: int, before: Reading) -> Reading | None:
    """A second sum under the verb of the first: "S$1.6mil to one bank, S$1.4mil to another"."""
    left = slot - 1
    fillers = patterns.words("fines", "fillers")
    while left >= 0 and words[left].text in fillers:
        left -= 1
    last = max((i for i in range(slot) if words[i].text == SUM), default=None)
    after = words[slot + 1].text if slot + 1 < len(words) else "."
    joined = left >= 0 and words[left].text in patterns.words("fines", "joins")
    goes_on = after in patterns.words("fines", "goes-on")
    between = words[last + 1 : slot] if last is not None else ()
    named = len(between) <= _NEAR and any("<actor>" in w.tags for w in between) and between[0].text in (",", "and")
    if last is None or not goes_on or not (joined or named):
        return None
    kind = "other" if after in ("towards", "toward") else before.kind
    return replace(before, kind=kind, rule=f"{before.rule}", cost=before.cost + 3, last=slot, follows=True)
