"""What becomes of a party to the status of the charges against it: "the bank settled", "her trial opened"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsx.case import charges_cues
from newsx.case.charges_cases import Case, Event, Told
from newsx.case.charges_cues import Cue
from newsx.case.charges_front import is_probed
from newsx.case.charges_mood import mood
from newsx.case.charges_people import People
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_settle import RANK
from newsx.records import Link

OPEN = RANK["charged"]
OF = 8  # words from "acquitted" to its "of", over a name and a title
UNDONE = 4  # words from "quashed" to the "conviction"
ARGUED = frozenset({"charges.argued", "charges.alleges"})
SAID = ARGUED | {"charges.said-that", "charges.committed", "charges.body-found"}
FINED = frozenset({"charges.fined-for", "charges.sentenced-for", "charges.body-found"})
COURT = frozenset({"charges.lawsuit", "charges.on-trial", "charges.sued", "charges.case-over"})


def events(reading: Reading, people: People, told: Sequence[Told]) -> list[Event]:
    """The steps that the article tells of a party without naming the wrong again."""
    spent = {c for t in told for c in (t.mention.cue, t.mention.outer) if c is not None and RANK[c.status] > OPEN}
    return [e for e in _events(reading, people) if e.cue not in spent]


def lift(cases: Sequence[Case], steps: Sequence[Event], reading: Reading) -> list[Case]:
    """The cases, each with the furthest status that a step of its accused takes it to."""
    return [_lifted(case, cases, steps, reading) for case in cases]


def by_body(cases: Sequence[Case], people: People) -> list[Case]:
    """The cases, those that a body only says as far as it took the others against the same accused.

    What the watchdog that fined a bank says of it is a finding, what prosecutors say of a defendant is charged.
    """
    return [_as_said(case, cases, people) for case in cases]


def _as_said(case: Case, cases: Sequence[Case], people: People) -> Case:
    told = case.furthest
    if told.rule == "charges.body-found" and not case.accused:
        return replace(case, accused=_fined(told, cases, people))
    if case.status != "alleged" or told.modality != "actual":
        return case
    also = told.rule == "charges.accused-of" and people.is_also(told)
    if told.rule not in SAID and not also:
        return case
    bodies = {r.id for r in people.sayers(told)}
    kinds = people.kinds(bodies)
    for other in cases:
        if other is case or not {r.id for r in case.accused} & {r.id for r in other.accused}:
            continue
        fined = other.furthest.rule in FINED and bodies & {r.id for r in people.sayers(other.furthest)}
        if fined:
            return replace(case, lifted=Event("convicted", case.accused, told.start, other.furthest.rule))
        if (also or "prosecutor" in kinds) and RANK[other.furthest.status] >= RANK["charged"]:
            return replace(case, lifted=Event("charged", case.accused, told.start, other.furthest.rule))
    return case


def _fined(found: Mention, cases: Sequence[Case], people: People) -> tuple[Link, ...]:
    """Whom the body that found a wrong fined, where it fined no other."""
    bodies = {r.id for r in people.sayers(found)}
    fined = {c.accused for c in cases if c.accused and bodies & {r.id for r in people.sayers(c.furthest)}}
    return fined.pop() if len(fined) == 1 else ()


def _events(reading: Reading, people: People) -> Iterator[Event]:
    for cue in reading.cues:
        told = cue.rule.get("lifts") and mood(reading, cue) == ("affirmed", "actual")
        if told and not (_elsewhere(reading, cue) or is_probed(reading, cue)):
            appeal = cue.status == "acquitted" and "appeal" in {reading.text(i) for i in range(cue.end, cue.end + 3)}
            yield Event(cue.status, people.party(cue), cue.start, f"charges.{cue.id}", appeal, cue)


def _elsewhere(reading: Reading, cue: Cue) -> bool:
    """Whether a cue goes on to say of what, not told here: "acquitted him of four others", "an earlier one"."""
    if any(reading.text(i) in charges_cues.words("others") for i in range(cue.end, cue.end + 3)):
        return True
    if cue.status not in {"acquitted", "convicted"}:
        return False
    of = next((i for i in range(cue.end, cue.end + OF) if reading.text(i) == "of"), None)
    return of is not None and not _all(reading, of + 1) and of < cue.end + 4


def _all(reading: Reading, i: int) -> bool:
    """Whether all that there was follows: "of all eleven counts", "of the charges", "of any wrongdoing"."""
    limit = i + 4
    while i < limit and (reading.text(i) in charges_cues.words("quantities") | {"all"} or reading.text(i).isdigit()):
        i += reading.text(i) not in charges_cues.words("lead")
        if reading.text(i) in charges_cues.words("lead"):
            break
    named = reading.text(i) in charges_cues.words("lead") | charges_cues.words("generic")
    return named and reading.text(i + 1) not in charges_cues.words("goes-on")


def dismissals(reading: Reading, people: People, told: Sequence[Told]) -> list[Event]:
    """Cases that were dropped without a word on what they were: those against whom it names, or those told of last."""
    found = []
    for cue in reading.cues:
        if cue.rule.get("drops") and mood(reading, cue) == ("affirmed", "actual"):
            case = _dropped(reading, cue)
            if case is None:
                continue
            undone = reading.text(case) in charges_cues.words("convictions")
            party = people.named_by(case) or _last_accused(reading, told, cue)
            if party:
                found.append(Event(cue.status, party, cue.start, f"charges.{cue.id}", undone))
    return found


def _dropped(reading: Reading, cue: Cue) -> int | None:
    """The word for what is dropped: "dropped the case", "the lawsuit was dismissed", "quashed their convictions"."""
    lead = charges_cues.words("lead")
    after = range(cue.end, cue.end + 3)
    passive = reading.text(cue.start - 1) in {"was", "were", "been"}
    before = range(max(0, cue.start - 6), cue.start) if passive else range(0)
    return next((i for i in (*after, *before) if reading.text(i) in lead), None)


def _last_accused(reading: Reading, told: Sequence[Told], cue: Cue) -> tuple[Link, ...]:
    """Whom the last charge of this sentence, or of the one before, accuses."""
    here = reading.sentence[cue.start]
    near = [t for t in told if t.mention.framed and t.accused and here - 1 <= reading.sentence[t.mention.start] <= here]
    if any(t.mention.status == "dismissed" and reading.sentence[t.mention.start] == here for t in near):
        return ()
    return max(near, key=lambda t: t.mention.start).accused if near else ()


def _lifted(case: Case, cases: Sequence[Case], steps: Sequence[Event], reading: Reading) -> Case:
    now = case.status
    wanted = {r.id for r in case.accused}
    if now == "convicted":
        undone = [e for e in steps if e.appeal and wanted & {r.id for r in e.party} and _is_later(e, case, reading)]
        return replace(case, lifted=undone[0]) if undone else case
    if now not in {"alleged", "charged"}:
        return case
    if case.furthest.rule in ARGUED and not any(RANK[c.furthest.status] for c in cases):
        in_court = [e for e in steps if e.rule in COURT and not e.party]
        if in_court:
            return replace(case, lifted=in_court[0])
    mine = [e for e in steps if wanted & {r.id for r in e.party} and RANK[e.status] > RANK[now]]
    ended = {other.furthest.status for other in cases if _rival(case, other)}
    mine = [e for e in mine if e.status == "charged" or not ended - ({e.status} & {"settled", "dismissed"})]
    if not mine:
        return case
    return replace(case, lifted=max(mine, key=lambda e: RANK[e.status]))


def _is_later(step: Event, case: Case, reading: Reading) -> bool:
    """Whether a step follows the conviction: told later, or undoing it ("quashed his conviction for theft"), or the
    article looks back: "had been found guilty"."""
    told = case.furthest
    return (
        step.word > told.start
        or 0 < told.anchor - step.word <= UNDONE
        or "had" in {reading.text(i) for i in range(told.anchor - 4, told.anchor)}
    )


def _rival(case: Case, other: Case) -> bool:
    """Whether another charge against the same accused already has its end: then the step was told of that one."""
    shared = {r.id for r in case.accused} & {r.id for r in other.accused}
    return bool(shared) and other is not case and RANK[other.furthest.status] > RANK["charged"]
