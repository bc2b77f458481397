"""The tellings of wrongs in an article to its distinct cases: one wrong, however often and in whatever words."""

from dataclasses import replace

from newsx.case import charges_cues
from newsx.case.charges_cases import Case, Told
from newsx.case.charges_overlap import alike, holds, overlap, size
from newsx.records import Link

_FAMILIES = (
    frozenset({"fraud", "accounting-fraud", "embezzlement", "market-manipulation", "forgery", "consumer-protection"}),
    frozenset({"bribery", "corruption", "embezzlement"}),
    frozenset({"cybercrime", "data-protection"}),
    frozenset({"assault", "homicide"}),
    frozenset({"robbery", "theft"}),
    frozenset({"sexual-assault", "child-sexual-abuse"}),
    frozenset({"obstruction", "perjury", "contempt"}),
)
# Rarely done in many ways.
_AT_ONCE = frozenset({"homicide", "assault", "sexual-assault", "child-sexual-abuse", "robbery"})
_BROAD = 2  # words of a wrong that names no deed of its own: "scams", "wire fraud"


def merge(told: list[Told]) -> list[Case]:
    """The cases: framed tellings first, then the bare ones and the headline join them."""
    cases: list[Case] = []
    for t in told:
        if t.mention.framed and not t.title:
            _add(cases, t)
    for t in told:
        if not (t.mention.framed and not t.title) and not _join(cases, t):
            _add(cases, t)
    return sorted(cases, key=lambda c: min(t.mention.start for t in c.told))


def _add(cases: list[Case], t: Told) -> None:
    likely = [i for i, case in enumerate(cases) if _same_wrong(case, t) or _retold(case, t)]
    likely = [i for i in likely if not (_strangers(cases[i], t) or _beside(cases[i], t))]
    fitting = [i for i in likely if _same_people(cases[i].accused, t.accused)]
    if not fitting:
        fitting = [i for i in likely if not (cases[i].sure and t.sure)]
    if fitting:
        cases[fitting[0]] = _with(cases[fitting[0]], t)
        return
    cases.append(Case(t, (t,), t.accused, t.sure, (t.text,)))


def _join(cases: list[Case], t: Told) -> bool:
    """A telling without a cue belongs to the case of its offence that it resembles most."""
    likely = [
        (overlap(c.lead.text, t.text) + _same_people(c.accused, t.accused), -i)
        for i, c in enumerate(cases)
        if _related(c, t)
    ]
    if not likely:
        return False
    index = -max(likely)[1]
    cases[index] = _with(cases[index], t)
    return True


def _with(case: Case, t: Told) -> Case:
    """The case with one more telling: whom the grammar accuses counts more than who stands near."""
    if t.sure and not case.sure and not t.title:
        accused = t.accused
    elif t.sure and case.sure and t.mention.framed and not t.title:
        accused = tuple({r.id: r for r in (*case.accused, *t.accused)}.values())
    else:
        accused = case.accused or t.accused
    lead = case.lead
    if t.mention.framed and not t.title and lead.mention.status == "alleged" and t.mention.status != "alleged":
        lead = t
    texts = case.texts if t.text in case.texts else (*case.texts, t.text)
    return replace(case, lead=lead, told=(*case.told, t), accused=accused, sure=case.sure or t.sure, texts=texts)


def _strangers(case: Case, t: Told) -> bool:
    """Whether one accuses somebody named and the other somebody whom the article leaves unnamed."""
    return case.sure and t.sure and bool(case.accused) != bool(t.accused)


def _beside(case: Case, t: Told) -> bool:
    """Whether a telling stands in one list with the last of a case: "bank fraud and securities fraud"."""
    one, other = case.told[-1].mention, t.mention
    return one.cue is not None and one.cue == other.cue and one.link == other.link


def _retold(case: Case, t: Told) -> bool:
    """Whether an allegation tells a charge against the same people in other words: "scams", "counts of wire fraud"."""
    if not ({r.id for r in case.accused} & {r.id for r in t.accused}):
        return False
    failed = t.text.split()[0].casefold() in charges_cues.words("fails")  # "failed to upgrade its works" is its own
    plain = t.mention.hit is None and not failed
    if plain and t.mention.status == "alleged" and case.lead.mention.hit is not None:
        return case.furthest.status != "alleged"
    if case.lead.mention.offence != t.mention.offence or t.mention.offence == "other":
        return False
    if case.told[-1].sentence == t.sentence:
        return False  # the items of one list
    deed = case.lead.mention.offence in _AT_ONCE
    if not deed and min(size(case.lead.text), size(t.text)) > _BROAD:
        return False
    return case.furthest.status == "alleged" or t.mention.status == "alleged"


def _same_wrong(case: Case, t: Told) -> bool:
    if case.lead.mention.offence != t.mention.offence:
        return overlap(case.lead.text, t.text) >= 0.6
    return any(alike(text, t.text) or holds(text, t.text) for text in case.texts)


def _related(case: Case, t: Told) -> bool:
    one, other = case.lead.mention.offence, t.mention.offence
    return one == other or any({one, other} <= f for f in _FAMILIES)


def _same_people(one: tuple[Link, ...], other: tuple[Link, ...]) -> bool:
    """Whether two lists of accused can be the same people: one is open, or they share somebody."""
    return not one or not other or bool({r.id for r in one} & {r.id for r in other})
