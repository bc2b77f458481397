"""What becomes of a party in an article to the status of the charges against it: "the bank settled", "her trial opened"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsx.case.charges_find import RANK, mood
from newsx.case.charges_merge import Case, Event
from newsx.case.charges_people import People
from newsx.case.charges_reading import Reading


def events(reading: Reading, people: People) -> list[Event]:
    """The steps that the article tells of a party without naming the wrong again."""
    return [e for e in _events(reading, people) if e.party]


def lift(cases: Sequence[Case], steps: Sequence[Event]) -> list[Case]:
    """The cases, each with the furthest status that a step of its accused takes it to."""
    return [_lifted(case, cases, steps) for case in cases]


def _events(reading: Reading, people: People) -> Iterator[Event]:
    for cue in reading.cues:
        if cue.rule.get("lifts") and mood(reading, cue) == ("affirmed", "actual"):
            yield Event(cue.status, people.party(cue), cue.start, f"charges.{cue.id}")


def _lifted(case: Case, cases: Sequence[Case], steps: Sequence[Event]) -> Case:
    now = case.furthest.status
    if now not in {"alleged", "charged"} or not case.accused:
        return case
    wanted = {r.id for r in case.accused}
    mine = [e for e in steps if wanted & {r.id for r in e.party} and RANK[e.status] > RANK[now]]
    if not mine or any(_rival(case, other) for other in cases):
        mine = [e for e in mine if e.status == "charged"]
    if not mine:
        return case
    return replace(case, lifted=max(mine, key=lambda e: RANK[e.status]))


def _rival(case: Case, other: Case) -> bool:
    """Whether another charge against the same accused already has its end: then the step was told of that one."""
    shared = {r.id for r in case.accused} & {r.id for r in other.accused}
    return bool(shared) and other is not case and RANK[other.furthest.status] > RANK["charged"]
