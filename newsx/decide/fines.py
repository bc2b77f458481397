"""Sums to fines: which of them a body makes somebody pay, of which kind, at which stage, who pays and to whom."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from decimal import Decimal

from newsx.decide import parts
from newsx.decide.bench import Bench, certain, spared
from newsx.find import Telling
from newsx.judge.answers import SPANS
from newsx.judge.items import Items
from newsx.money import plain, resolve
from newsx.records import Charge, Equivalent, Fine, FineKind, FineStatus, Ref

STATUS = SPANS["sum.status"]
KIND = SPANS["sum.kind"]
Worth = tuple[Decimal | None, str | None]


def find(bench: Bench, charges: Sequence[Charge]) -> list[Fine]:
    """The fines, each sum once, in text order."""
    seen = Items(bench.scene, "sum")
    sums = grouped(bench, seen)
    groups = [group for _, group in sums]
    told = [seen.group(g) for g in groups]
    scores = seen.scores(groups)
    payers, by = bench.linked("sum.payers", told, scores), bench.linked("sum.by", told, scores)
    if not groups:
        return []
    kept = bench.scales["sum.kept"].chances(seen.kept(groups, payers))
    stages = bench.scales["sum.status"].chances(seen.kinds(groups, "sum.status"))
    kinds = bench.scales["sum.kind"].chances(seen.kinds(groups, "sum.kind"))
    found = []
    for n, ((amount, currency), _) in enumerate(sums):
        percent = amount is None and not any(t.rules for t in told[n])
        if kept[n] < bench.bar("sum.kept") or percent:
            continue
        said = spared((r.status for t in told[n] for r in t.rules if isinstance(r, Fine)), STATUS)
        status: FineStatus = said or STATUS[1 + int(stages[n, 1:].argmax())]  # the first is none
        kind: FineKind = KIND[int(kinds[n].argmax())]
        lead = max(told[n], key=lambda t: (len(bench.quote(t).text), -t.start))
        money = lead.money
        assert money is not None
        found.append(
            Fine(
                id="", **bench.quote(lead).model_dump(),
                amount=None if amount is None else plain(amount), currency=currency, bound=money.bound,
                percent_of=money.percent_of, equivalents=_equivalents(told[n]), kind=kind,
                status="maximum" if amount is None else status,
                payers=bench.refs("sum.payers", payers[n], not_=by[n]),
                by=bench.refs("sum.by", by[n], not_=payers[n]),
                charges=_near(bench, told[n], charges),
                dates=bench.when(lead),
                mentions=tuple(bench.quote(t) for t in told[n]),
                confidence=certain(kept[n]),
                evidence=bench.evidence(lead, "sum"),
            )
        )  # fmt: skip
    found.sort(key=lambda f: min(s.start for s in (f, *f.mentions)))
    return list(parts.link(bench.article, [f.model_copy(update={"id": f"fine-{n}"}) for n, f in enumerate(found, 1)]))


def grouped(bench: Bench, seen: Items) -> list[tuple[Worth, list[int]]]:
    """The tellings of one sum together, rounded ones ("£87m" of "£87,400,000") with the exact one; a range is two."""
    countries = {a.country for a in bench.scene.cast.agencies if a.country}
    country = countries.pop() if len(countries) == 1 else None
    found: list[tuple[Worth, list[int]]] = []
    known: dict[str | None, list[tuple[Decimal, int]]] = {}  # of each currency the amounts in order
    for i, telling in enumerate(seen.tellings):
        for one in worths(telling, country):
            amounts = known.setdefault(one[1], [])
            home = None if one[0] is None else _near_amount(amounts, one[0])
            if home is not None:
                found[home][1].append(i)
                continue
            if one[0] is not None:
                insort(amounts, (one[0], len(found)))
            found.append((one, [i]))
    return found


def worths(telling: Telling, country: str | None) -> list[Worth]:
    """The amounts and currency of a sum; "$" is that of the country of the article's bodies, where they agree."""
    money = telling.money
    assert money is not None
    if money.amount is None:
        return [(None, None)]
    currency = resolve(money, country)
    return [(amount, currency) for amount in (money.amount, money.high) if amount is not None]


def _near_amount(amounts: Sequence[tuple[Decimal, int]], amount: Decimal) -> int | None:
    """The number of the sum that is the same but for rounding."""
    at = bisect_left(amounts, (amount, 0))
    for other, number in amounts[max(0, at - 1) : at + 1]:
        if abs(other - amount) <= max(other, amount) / 200:
            return number
    return None


def _equivalents(tellings: Sequence[Telling]) -> tuple[Equivalent, ...]:
    found = {
        (m.amount, m.currency): Equivalent(amount=plain(m.amount), currency=m.currency, bound=m.bound)
        for t in tellings
        for m in t.equivalents
        if m.amount is not None
    }
    return tuple(found.values())


def _near(bench: Bench, tellings: Sequence[Telling], charges: Sequence[Charge]) -> tuple[Ref, ...]:
    """The wrongs told in the same sentence."""
    sentences = {bench.scene.story.sentence[t.start] for t in tellings}
    return tuple(Ref(id=c.id, name=c.text) for c in charges if not sentences.isdisjoint(bench.sentences(c)))
