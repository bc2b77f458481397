"""Articles to a network: bodies on the left, parties on the right, a line where one acts against the other."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsx.glance import plain
from newsx.records import Link
from newsx.view.article import Page
from newsx.view.sums import who

# More lines than these nobody can follow with the eye; the table has them all.
MOST = 40
STEP, TOP, WIDTH, LEFT, RIGHT = 26, 20, 900, 330, 570


class Line(NamedTuple):
    """Who acts against whom, by what they go by over all articles."""

    body: str
    party: str


@dataclass(frozen=True, slots=True)
class Node:
    """A body or a party, where it stands, and in how many articles."""

    key: str
    name: str
    x: int
    y: int
    articles: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a body to a party, and the number of articles that tell of it."""

    body: Node
    party: Node
    articles: int


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn, how high it is, and how many lines were left out."""

    bodies: tuple[Node, ...]
    parties: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    left_out: int


def network(pages: Sequence[Page]) -> Network:
    """The lines that most articles tell of, and whom they join, on each side those in most articles first."""
    names: dict[str, str] = {}
    lines: dict[Line, set[int]] = defaultdict(set)
    for page in pages:
        for by, on in _pairs(page):
            line = Line(who(page, by), who(page, on))
            names.setdefault(line.body, plain(by.name))
            names.setdefault(line.party, plain(on.name))
            lines[line].add(page.number)
    drawn = _drawn(lines)
    bodies = _column({line: lines[line] for line in drawn}, names, 0, LEFT)
    parties = _column({line: lines[line] for line in drawn}, names, 1, RIGHT)
    edges = tuple(Edge(bodies[line.body], parties[line.party], len(lines[line])) for line in drawn)
    height = TOP * 2 + STEP * max(len(bodies), len(parties), 1)
    return Network(tuple(bodies.values()), tuple(parties.values()), edges, height, len(lines) - len(drawn))


def _drawn(lines: dict[Line, set[int]]) -> list[Line]:
    """The lines told of most, as long as each side has room for whom they join."""
    kept: list[Line] = []
    bodies: set[str] = set()
    parties: set[str] = set()
    for line in sorted(lines, key=lambda line: -len(lines[line])):
        if len(bodies | {line.body}) <= MOST and len(parties | {line.party}) <= MOST:
            kept.append(line)
            bodies.add(line.body)
            parties.add(line.party)
    return kept


def _pairs(page: Page) -> Iterator[tuple[Link, Link]]:
    """Who acts against whom, as charges, fines, sentences and acts tell; never where it is said not to be so."""
    record = page.record
    told = [(c.by, c.accused) for c in record.charges if c.polarity != "negated" and c.modality != "negated"]
    told += [(f.by, f.payers) for f in record.fines]
    told += [(s.by, s.on) for s in record.sentences]
    told += [(a.by, a.on) for a in record.actions if a.modality != "negated"]
    yield from dict.fromkeys((by, on) for bys, ons in told for by in bys for on in ons if by.id != on.id)


def _column(lines: dict[Line, set[int]], names: dict[str, str], side: int, x: int) -> dict[str, Node]:
    told: dict[str, set[int]] = defaultdict(set)
    for pair, articles in lines.items():
        told[pair[side]] |= articles
    most = Counter({key: len(articles) for key, articles in told.items()}).most_common(MOST)
    ordered = sorted(most, key=lambda pair: (-pair[1], names[pair[0]]))
    return {key: Node(key, names[key], x, TOP + STEP * i, count) for i, (key, count) in enumerate(ordered)}
