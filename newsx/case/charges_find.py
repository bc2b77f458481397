"""The wrongs that an article names: each stretch of words that tells one, its offence and the cue that governs it."""

from dataclasses import replace

from newsx.case import charges_bare, charges_behind, charges_front, charges_mention, charges_settle, charges_trailing
from newsx.case.charges_mood import outer
from newsx.case.charges_reading import Mention, Reading
from newsx.records import ChargeStatus


def mentions(reading: Reading) -> list[Mention]:
    """Every telling of a wrong, in text order; of overlapping ones the one with the furthest reach."""
    kept = charges_settle.settle([outer(reading, m) for _, m in governed(reading)] + _trailing(reading))
    covered = {i for m in kept for i in range(m.start, m.end)}
    alone = [h for h in reading.hits if not h.weak and h.start not in covered and h.end - 1 not in covered]
    bare = [charges_bare.bare(reading, h) for h in alone]
    return sorted([*kept, *bare], key=lambda m: (m.start, m.end))


def governed(reading: Reading) -> list[tuple[str, Mention]]:
    """Each wrong that a cue leads to, with the cue's id."""
    found = [m for cue in reading.cues if cue.rule.get("side") is None for m in charges_behind.behind(reading, cue)]
    found += charges_front.in_front(reading)
    return [(m.cue.id, m) for m in found if m.cue is not None]


def _trailing(reading: Reading) -> list[Mention]:
    """The wrongs that an accuser's word follows."""
    found = []
    for t in charges_trailing.tellings(reading):
        mention = charges_mention.mention(reading, t.start, t.end, t.cue, free=t.strong, told=True)
        if mention is not None:
            status: ChargeStatus = "charged" if t.in_court else "alleged"
            found.append(replace(mention, status=status, link=t.start, loose=mention.hit is None))
    return found
