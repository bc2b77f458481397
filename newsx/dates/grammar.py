"""The rules of the pack `dates` to an automaton over item classes, and a text's items to the longest matches.

A rule is a row of elements: `of` (that word), `of|in` (either), `{month}` (any item of the class),
`{year|oldyear:year}` (either class, kept as `year`; `_` keeps nothing); `?` after an element, or after a `( group )`,
makes it optional. `<` and `>` enclose what is quoted; without them all of it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from newsx import patterns
from newsx.dates.lex import Item

_ELEMENT = re.compile(r"(?P<open><)|(?P<close>>)|(?P<item>\{[^}]*\}|[^\s<>{}?]+)(?P<maybe>\?)?")

_GROUP = re.compile(r"\(([^()]*)\)\?")


@dataclass(frozen=True, slots=True)
class Element:
    """What may stand at one place of a rule."""

    classes: tuple[str, ...]
    name: str | None
    maybe: bool


class Neighbour(NamedTuple):
    """Classes of which the item beside a match must have one, or may have none."""

    wanted: bool
    classes: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One way to write a date: its elements, the stretches that are quoted, its neighbours, and what reads them."""

    id: str
    order: int
    elements: tuple[Element, ...]
    extents: tuple[tuple[int, int], ...]
    before: tuple["Neighbour", ...]
    after: tuple["Neighbour", ...]
    reads: tuple[str, ...]
    constants: Mapping[str, Any]
    entry: Mapping[str, Any]


@dataclass(slots=True)
class Node:
    """A state of the automaton: where each class leads, and the rules that end here."""

    edges: dict[str, "Node"] = field(default_factory=dict)
    ends: list[Rule] = field(default_factory=list)


class Match(NamedTuple):
    """A rule met in the items: the element of the rule that took each item."""

    rule: Rule
    start: int
    path: tuple[tuple[int, str], ...]
    end: int


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the pack, in the order of its files."""
    found: list[Rule] = []
    for entry in patterns.load("dates"):
        for text in _texts(entry):
            for plain in _expanded(text):
                found.append(parse(entry, plain, len(found)))
    return tuple(found)


def _texts(entry: patterns.Entry) -> Sequence[str]:
    written = entry.get("rule", ())
    return (written,) if isinstance(written, str) else written


def _expanded(text: str) -> Iterator[str]:
    """A rule with each group `( … )?` that may be missing, and without it."""
    group = _GROUP.search(text)
    if group is None:
        yield text
        return
    for inside in (group[1], ""):
        yield from _expanded(f"{text[: group.start()]}{inside}{text[group.end() :]}")


def parse(entry: patterns.Entry, text: str, order: int) -> Rule:
    """A rule from its text."""
    elements: list[Element] = []
    extents: list[tuple[int, int]] = []
    opened = 0
    for match in _ELEMENT.finditer(text):
        if match["open"]:
            opened = len(elements)
        elif match["close"]:
            extents.append((opened, len(elements)))
        else:
            elements.append(_element(match["item"], bool(match["maybe"])))
    quoted = tuple(extents) or ((0, len(elements)),)
    before, after = (tuple(_neighbours(entry, place)) for place in ("before", "after"))
    reads = entry["reads"]
    readers = (reads,) * len(quoted) if isinstance(reads, str) else tuple(reads)
    return Rule(entry["id"], order, tuple(elements), quoted, before, after, readers, entry.get("with", {}), entry)


def _neighbours(entry: patterns.Entry, place: str) -> Iterator[Neighbour]:
    for name, wanted in ((place, True), (f"not_{place}", False)):
        if name in entry:
            words = entry[name].split("|")
            yield Neighbour(wanted, frozenset(w[1:-1] if w[0] == "{" else f"={w}" for w in words))


def _element(text: str, maybe: bool) -> Element:
    if not text.startswith("{"):
        return Element(tuple(f"={word}" for word in text.split("|")), None, maybe)
    classes, _, name = text[1:-1].partition(":")
    kinds = tuple(classes.split("|"))
    return Element(kinds, name or kinds[0], maybe)


@cache
def literals() -> frozenset[str]:
    """Every word that a rule or its neighbours name."""
    found = {c[1:] for rule in rules() for e in rule.elements for c in e.classes if c[0] == "="}
    for entry in patterns.load("dates"):
        for place in PLACES:
            found.update(w for w in entry.get(place, "").split("|") if w and w[0] != "{")
    return frozenset(found)


PLACES = ("before", "not_before", "after", "not_after")


@cache
def automaton() -> Node:
    """All rules as one automaton. A state stands for the same elements read, whichever rule they belong to."""
    root = Node()
    for rule in rules():
        states: list[Node] = [root]
        for element in rule.elements:
            reached = list({id(n): n for state in states for n in _step(state, element.classes)}.values())
            states = reached + states if element.maybe else reached
        for state in states:
            state.ends.append(rule)
    return root


def _step(state: Node, classes: tuple[str, ...]) -> Iterator[Node]:
    for kind in classes:
        if kind not in state.edges:
            state.edges[kind] = Node()
        yield state.edges[kind]


def may_start(items: Sequence[Item], at: int) -> bool:
    """Whether a rule could go on from an item to the next: a cheap look before `matches`."""
    edges = automaton().edges
    ahead = items[at + 1].classes if at + 1 < len(items) else _NONE
    for kind in items[at].classes:
        after = edges.get(kind)
        if after is not None and (after.ends or not after.edges.keys().isdisjoint(ahead)):
            return True
    return False


def matches(items: Sequence[Item], start: int) -> list[Match]:
    """Every match that starts at an item, the longest first, then in the order of the rules."""
    found: list[Match] = []
    _walk(automaton(), items, start, start, [], found)
    found.sort(key=lambda m: (-m.end, m.rule.order))
    return found


def _walk(node: Node, items: Sequence[Item], start: int, at: int, path: list[str], found: list[Match]) -> None:
    if node.ends:
        taken = tuple(path)
        for rule in node.ends:
            placed = _place(rule, taken)
            if placed is not None:
                found.append(Match(rule, start, placed, at))
    if at >= len(items):
        return
    edges = node.edges
    ahead = items[at + 1].classes if at + 1 < len(items) else _NONE
    for kind in items[at].classes:
        after = edges.get(kind)
        if after is not None and (after.ends or not after.edges.keys().isdisjoint(ahead)):
            path.append(kind)
            _walk(after, items, start, at + 1, path, found)
            path.pop()


_NONE: Mapping[str, Any] = {}


@lru_cache(8192)
def _place(rule: Rule, path: tuple[str, ...]) -> tuple[tuple[int, str], ...] | None:
    """Which element of the rule took each class of the path; None when the rule took another way here."""
    placed: list[tuple[int, str]] = []
    at = 0
    for number, element in enumerate(rule.elements):
        if at < len(path) and path[at] in element.classes:
            placed.append((number, path[at]))
            at += 1
        elif not element.maybe:
            return None
    return tuple(placed) if at == len(path) else None
