"""Wrongs in front of the cue that governs them: "fraud charges", "the murder trial"."""

from collections.abc import Iterator
from dataclasses import replace

from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_mood import mood
from newsx.case.charges_reading import Mention, Reading


def in_front(reading: Reading) -> Iterator[Mention]:
    """ "Fraud charges", "the murder trial", "theft and fraud charges"."""
    at = {c.start: c for c in reading.cues if c.rule.get("side") == "before"}
    by_end = {h.end: h for h in reading.hits if h.kind == "noun"}
    for hit in reading.hits:
        cue = at.get(hit.end)
        while cue is not None and hit.kind == "noun":
            polarity, modality = mood(reading, Cue(hit.start, cue.end, cue.entry))
            rule = f"charges.{cue.id}"
            status = "alleged" if is_probed(reading, cue) else cue.status
            plain = Mention(hit.start, hit.end, hit.offence, hit.iccs, rule, status, cue, hit.start)
            yield replace(plain, polarity=polarity, modality=modality, hit=hit)
            joined = reading.text(hit.start - 1) in {"and", ",", "or"}
            following = by_end.get(hit.start - 1) if joined else None
            if following is None:
                break
            hit = following


def is_probed(reading: Reading, cue: Cue) -> bool:
    """Whether the charges are only looked into: "the bureau is probing money laundering charges"."""
    if cue.status != "charged" or not reading.parsed:
        return False
    verb = reading.token(cue.start).head
    return verb.lemma_.lower() in charges_cues.words("looks-into") and verb.tag_.startswith("VB")
