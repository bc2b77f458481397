"""Results over articles to a table: precision, recall, F1, the mean, errors that hurt, each with its interval.

An interval is a bootstrap's: the articles drawn anew, with some twice and some not, a thousand times; 95 of 100 of the
figures lie in it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from newsx.score.details import details
from newsx.score.fields import FIELDS, SECOND, score
from newsx.score.harms import BESIDE, KINDS, harms
from newsx.score.names import Entry

DRAWS = 1000
_COUNTS = ("tp", "fp", "fn")


@dataclass(frozen=True, slots=True)
class Article:
    """What came of one article, in counts."""

    id: str
    counts: dict[str, Counter[str]]
    hits: dict[str, list[bool]]
    harms: Counter[str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the interval that it lies in."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """Everything over the articles."""

    articles: int
    counts: dict[str, Counter[str]]
    figures: dict[str, Figure]  # "charges precision", "charges F1", "macro F1", "harm stage" …
    details: dict[str, list[bool]]


def measured(gold: Entry, record: Entry) -> Article:
    """One article's counts."""
    results = score(record, gold)
    counts = {
        field: Counter(tp=len(result.pairs), fp=len(result.extra), fn=len(result.missed))
        for field, result in results.items()
    }
    return Article(gold["id"], counts, details(results, gold), Counter(kind for kind, _ in harms(record, gold)))


def table(articles: Sequence[Article], draws: int = DRAWS) -> Table:
    """The figures over the articles and, where `draws` is not 0, how far they would be others over other articles."""
    values = figures(articles)
    drawn: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(0)
    for _ in range(draws):
        for name, value in figures(chance.choices(articles, k=len(articles))).items():
            drawn[name].append(value)
    hits: dict[str, list[bool]] = defaultdict(list)
    for article in articles:
        for name, found in article.hits.items():
            hits[name] += found
    return Table(
        len(articles), totals(articles), {name: _figure(value, drawn[name]) for name, value in values.items()}, hits
    )


def totals(articles: Sequence[Article]) -> dict[str, Counter[str]]:
    """The counts of all articles, field by field."""
    known = [field for field in (*FIELDS, *SECOND) if field in FIELDS or any(field in a.counts for a in articles)]
    counts = {field: Counter(dict.fromkeys(_COUNTS, 0)) for field in known}
    for article in articles:
        for field, count in article.counts.items():
            counts[field].update(count)
    return counts


def figures(articles: Sequence[Article]) -> dict[str, float]:
    """Every figure by its name."""
    found: dict[str, float] = {}
    for field, c in totals(articles).items():
        precision = c["tp"] / (c["tp"] + c["fp"]) if c["tp"] + c["fp"] else 0.0
        recall = c["tp"] / (c["tp"] + c["fn"]) if c["tp"] + c["fn"] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        found |= {f"{field} precision": precision, f"{field} recall": recall, f"{field} F1": f1}
    found["macro F1"] = sum(found[f"{field} F1"] for field in FIELDS) / len(FIELDS)
    hurt = sum((article.harms for article in articles), Counter[str]())
    for kind in (*KINDS, BESIDE):
        found[f"harm {kind}"] = 100 * hurt[kind] / len(articles)
    found["harm all"] = 100 * sum(hurt[kind] for kind in KINDS) / len(articles)
    return found


def _figure(value: float, drawn: list[float]) -> Figure:
    if not drawn:
        return Figure(value, value, value)
    drawn.sort()
    return Figure(value, drawn[int(0.025 * len(drawn))], drawn[min(int(0.975 * len(drawn)), len(drawn) - 1)])
