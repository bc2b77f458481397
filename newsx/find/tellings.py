"""Chances and rules to tellings: every place that may tell a wrong, an act, a sum, a term or an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from newsx.case.fines_sums import Sum
from newsx.find.runs import FAINT, runs
from newsx.judge.heads import Chances
from newsx.judge.story import Story
from newsx.money import Money
from newsx.records import ActionType, Fine, Model, Record, ResponseKind

KINDS: dict[str, tuple[str, ...]] = {
    "charge": ("charge",), "act": get_args(ActionType), "term": ("term",), "response": get_args(ResponseKind),
}  # fmt: skip
ACTS_FROM, WRONGS_FROM = 0.08, 0.35  # fainter ones are none


@dataclass(frozen=True, slots=True)
class Telling:
    """One place: words from … up to …, which kind of act or answer, how likely, and the items of the rules there."""

    start: int
    end: int
    kind: str
    chance: float = 0.0
    rules: tuple[Model, ...] = ()
    money: Money | None = None
    equivalents: tuple[Money, ...] = ()


@dataclass(frozen=True)
class Proposed:
    """The tellings of an article, each list in text order."""

    charge: list[Telling] = field(default_factory=list)
    act: list[Telling] = field(default_factory=list)
    sum: list[Telling] = field(default_factory=list)
    term: list[Telling] = field(default_factory=list)
    response: list[Telling] = field(default_factory=list)


def proposed(story: Story, chances: Chances | None, rules: Record, sums: Iterable[Sum]) -> Proposed:
    """What model and rules propose."""
    answers = [answer for charge in rules.charges for answer in charge.responses]
    return Proposed(
        charge=_joined(story, _wrongs(story, chances), rules.charges, lambda item: "charge", snap=True),
        act=_joined(story, _marked(chances, "act", ACTS_FROM), rules.actions, lambda item: item.type),
        sum=_sums(story, sums, rules),
        term=_joined(story, _marked(chances, "term"), rules.sentences, lambda item: "term"),
        response=_joined(story, _marked(chances, "response"), answers, lambda item: item.kind),
    )


def _marked(chances: Chances | None, head: str, faint: float = FAINT) -> list[Telling]:
    if chances is None:
        return []
    found = runs(chances.words[head], faint=faint)
    return [Telling(run.start, run.end, KINDS[head][run.kind], run.chance * run.kinds[run.kind]) for run in found]


def _wrongs(story: Story, chances: Chances | None) -> list[Telling]:
    """What the model takes for wrongs: stretches with a word that says something."""
    found = _marked(chances, "charge", WRONGS_FROM)
    return [t for t in found if any(word[0].isalpha() and len(word) > 3 for word in story.words[t.start : t.end])]


def _joined(
    story: Story, marked: list[Telling], items: Sequence[Model], kind: Callable[[Any], str], *, snap: bool = False
) -> list[Telling]:
    """The marked tellings with the rules' items of the same kind there, and what only rules tell.

    `snap`: where both tell, the words are those of the rule, which cuts better.
    """
    found = list(marked)
    at: dict[tuple[str, int], int] = {(t.kind, i): k for k, t in enumerate(found) for i in range(t.start, t.end)}
    for item in items:
        what = kind(item)
        for span in (item, *getattr(item, "mentions", ())):
            place = story.words_at(span.start, span.end)
            if place is None:
                continue
            over = next((at[what, i] for i in range(*place) if (what, i) in at), None)
            if over is None:
                at |= {(what, i): len(found) for i in range(*place)}
                found.append(Telling(*place, what, 0.0, (item,)))
            elif not any(item is rule for rule in found[over].rules):
                place = place if snap and not found[over].rules else (found[over].start, found[over].end)
                at |= {(what, i): over for i in range(*place)}
                found[over] = replace(found[over], start=place[0], end=place[1], rules=(*found[over].rules, item))
    return sorted(found, key=lambda t: (t.start, t.end))


def _sums(story: Story, sums: Iterable[Sum], rules: Record) -> list[Telling]:
    """Every sum, with the fine that the rules see in it."""
    found = []
    for folded in sums:
        one = folded.money
        place = story.words_at(one.start, one.end)
        if place is None:
            continue
        fines = tuple(
            f for f in rules.fines if any(s.start < one.end and one.start < s.end for s in (f, *f.mentions))
        ) or tuple(f for f in rules.fines if one.amount is not None and _equal(f, one))
        found.append(Telling(*place, "sum", 0.0, fines, one, folded.equivalents))
    return found


def _equal(fine: Fine, one: Money) -> bool:
    sums = [(fine.amount, fine.currency), *((e.amount, e.currency) for e in fine.equivalents)]
    amount = float(one.amount or 0)
    return any(a is not None and float(a) == amount and c == one.currency for a, c in sums)
