"""The tellings of wrongs in an article to its distinct charges, each with its furthest status."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_settle import RANK
from newsx.records import ChargeStatus, Ref

FAMILIES = (
    frozenset({"fraud", "accounting-fraud", "embezzlement", "market-manipulation", "forgery", "consumer-protection"}),
    frozenset({"bribery", "corruption", "embezzlement"}),
    frozenset({"cybercrime", "data-protection"}),
    frozenset({"assault", "homicide"}),
    frozenset({"robbery", "theft"}),
    frozenset({"sexual-assault", "child-sexual-abuse"}),
    frozenset({"obstruction", "perjury", "contempt"}),
)
AT_ONCE = frozenset(
    {"homicide", "assault", "sexual-assault", "child-sexual-abuse", "robbery"}
)  # rarely done in many ways
LONG = 4  # words of a wrong that tells its object too
BROAD = 2  # words of a wrong that names no deed of its own: "scams", "wire fraud"
_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "and",
        "or",
        "from",
        "as",
        "is",
        "was",
        "were",
        "be",
        "been",
        "being",
        "its",
        "his",
        "her",
        "their",
        "that",
        "this",
        "it",
    ]
)


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with its people."""

    mention: Mention
    text: str
    accused: tuple[Ref, ...]
    sure: bool = True
    sentence: int = 0
    title: bool = False  # told in the headline


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a party to a status, told without the wrong: "the bank settled", "her trial opened"."""

    status: ChargeStatus
    party: tuple[Ref, ...]
    word: int
    rule: str
    appeal: bool = False  # it undoes a conviction
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The tellings of one wrong; `lead` names it best."""

    lead: Told
    told: tuple[Told, ...]
    accused: tuple[Ref, ...]
    sure: bool
    texts: tuple[str, ...]  # the different wordings
    lifted: Event | None = None

    @property
    def furthest(self) -> Mention:
        """The telling that takes the wrong furthest; what is negated or only possible does not count."""
        solid = [t.mention for t in self.told if t.mention.modality == "actual" and t.mention.polarity != "negated"]
        return max(solid or [t.mention for t in self.told], key=_rank)

    @property
    def status(self) -> ChargeStatus:
        """The furthest status of the wrong; what only may come does not count."""
        if self.lifted:
            return self.lifted.status
        return "alleged" if self.furthest.modality == "possible" else self.furthest.status


def merge(reading: Reading, told: list[Told]) -> list[Case]:
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
    alike = [i for i, case in enumerate(cases) if _same_wrong(case, t) or _retold(case, t)]
    alike = [i for i in alike if not (_strangers(cases[i], t) or _beside(cases[i], t))]
    fitting = [i for i in alike if _same_people(cases[i].accused, t.accused)]
    if not fitting:
        fitting = [i for i in alike if not (cases[i].sure and t.sure)]
    if fitting:
        cases[fitting[0]] = _with(cases[fitting[0]], t)
        return
    cases.append(Case(t, (t,), t.accused, t.sure, (t.text,)))


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
    deed = case.lead.mention.offence in AT_ONCE
    if not deed and min(_content(case.lead.text).total(), _content(t.text).total()) > BROAD:
        return False
    return case.furthest.status == "alleged" or t.mention.status == "alleged"


def _rank(mention: Mention) -> float:
    """How far a telling takes a wrong; a fine that somebody agreed to pay is a settlement."""
    return 2.5 if mention.rule == "charges.fined-for" else RANK[mention.status]


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


def _same_wrong(case: Case, t: Told) -> bool:
    if case.lead.mention.offence != t.mention.offence:
        return overlap(case.lead.text, t.text) >= 0.6
    return any(_alike(text, t.text) or _holds(text, t.text) for text in case.texts)


def _alike(one: str, other: str) -> bool:
    """Whether two texts tell the same deed; long ones must share more: "fixing the price of shirts", "… of toys"."""
    long = min(_content(one).total(), _content(other).total()) > LONG
    return overlap(one, other) >= (0.45 if long else 0.3)


def _holds(one: str, other: str) -> bool:
    """Whether one text has all the words of the other: "fraud" and "commit fraud to meet a forecast"."""
    a, b = _content(one), _content(other)
    return bool(a and b) and (a <= b or b <= a)


def _related(case: Case, t: Told) -> bool:
    one, other = case.lead.mention.offence, t.mention.offence
    return one == other or any({one, other} <= f for f in FAMILIES)


def overlap(one: str, other: str) -> float:
    """How many content words two texts share: Dice's coefficient over rough stems.

    >>> overlap("fixing prices", "fixed prices")
    1.0
    """
    a, b = _content(one), _content(other)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


@lru_cache(maxsize=4096)
def _content(text: str) -> Counter[str]:
    return Counter(_stem(w) for w in _WORD.findall(text.casefold()) if w not in _SMALL)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _same_people(one: tuple[Ref, ...], other: tuple[Ref, ...]) -> bool:
    """Whether two lists of accused can be the same people: one is open, or they share somebody."""
    return not one or not other or bool({r.id for r in one} & {r.id for r in other})
