"""Annotated articles to what the heads of the judge learn: tags of words, classes of stretches, links to entities.

An annotated article is a pair of NAME.txt and NAME.json in the form of the gold records. What a record of the first
edition leaves out (punishments, answers, parts) teaches nothing, and so does what it marks as optional.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from newsx.entities.cast import Cast
from newsx.judge.answers import SPANS, WORDS
from newsx.judge.story import Story
from newsx.money import find as money

UNKNOWN = -100
Gold = dict[str, Any]
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president judge justice senator the professor prof chief former".split()  # noqa: SIM905
)


@dataclass
class Item:
    """A stretch of words, its classes and its links: of each link the entities that it leads to, None if unknown."""

    kind: str
    start: int
    end: int
    classes: dict[str, int] = field(default_factory=dict)
    links: dict[str, frozenset[int]] = field(default_factory=dict)
    same: int = -1  # the number of the gold entry


@dataclass
class Lesson:
    """One article: its story, the gold answers of its words, its items and its entities."""

    id: str
    story: Story
    gold: Gold
    words: dict[str, list[int]]
    items: list[Item]
    entities: list[dict[str, int]]


def lesson(doc: Doc, cast: Cast, gold: Gold) -> Lesson:
    """What an annotated article teaches."""
    story = Story.of(doc, cast)
    text, second = doc.text, gold.get("v") == 2
    words = {head: [0] * len(story.words) for head in WORDS}
    if not second:
        words["term"], words["response"] = ([UNKNOWN] * len(story.words) for _ in range(2))
    known, entities = _entities(story, cast, gold, text)
    made = Lesson(gold["id"], story, gold, words, [], entities)
    _cast(made, text)
    _charges(made, text, known)
    _acts(made, text, known, second=second)
    _sums(made, text, known)
    if second:
        _terms(made, text, known)
        _responses(made, text, known)
    return made


def places(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands in the text as whole words."""
    for match in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
        yield match.span()


def normal(name: str) -> str:
    """A name for comparison: without case, possessive and title."""
    name = name.replace("’", "'").replace("‘", "'").casefold()
    name = re.sub(r"'s\b", "", name)
    words = re.sub(r"[^\w&+]+", " ", name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    return " ".join(words)


def forms(entry: Gold) -> set[str]:
    return {normal(n) for n in [entry["name"], *entry.get("also", []), *entry.get("aka", [])]} - {""}


def is_same(names: Sequence[str], entry: Gold) -> int:
    """2 where the main name is one of the entry's forms, 1 where another is, else 0."""
    golds, have = forms(entry), [normal(n) for n in names]
    if have[0] in golds:
        return 2
    head = set(have[0].split())
    if any(len(g.split()) > 1 and set(g.split()) <= head and len(head) <= len(g.split()) + 3 for g in golds):
        return 2
    return int(any(n in golds for n in have[1:]))


def _entities(story: Story, cast: Cast, gold: Gold, text: str) -> tuple[dict[str, list[int]], list[dict[str, int]]]:
    """The entities of the story with their classes, those of gold that the cast lacks added; by gold name, numbers."""
    everyone = [("actor", e) for e in gold["actors"]] + [("agency", e) for e in gold["agencies"]]
    known: dict[str, list[int]] = {e["name"]: [] for _, e in everyone}
    classes: list[dict[str, int]] = []
    for number, one in enumerate(cast.everyone):
        best = max(everyone, key=lambda e: is_same([one.name, *one.aliases], e[1]), default=None)
        if best is None or not is_same([one.name, *one.aliases], best[1]):
            classes.append({"entity.kept": 0, "entity.part": 0})
            continue
        known[best[1]["name"]].append(number)
        classes.append(_classes(*best))
    for what, entry in everyone:
        if not known[entry["name"]]:
            spans = sorted({p for form in [entry["name"], *entry.get("also", [])] for p in places(text, form)})
            mentions = [m for m in (story.words_at(*span) for span in spans) if m]
            if mentions:
                known[entry["name"]].append(len(classes))
                story.entities.append(story.mentions(mentions, entry.get("type", "agency")))
                classes.append(_classes(what, entry))
    return known, classes


def _classes(what: str, entry: Gold) -> dict[str, int]:
    if entry.get("optional"):
        return {"entity.part": SPANS["entity.part"].index(entry["part"])} if entry.get("part") else {}
    found = {"entity.kept": SPANS["entity.kept"].index(what)}
    if what == "agency":
        return found | {"entity.kind": SPANS["entity.kind"].index(entry["kind"])}
    return found | ({"entity.part": SPANS["entity.part"].index(entry["part"])} if entry.get("part") else {})


def _mark(lesson: Lesson, head: str, place: tuple[int, int] | None, kind: str | None) -> None:
    """Tag the words of a place that have no tag yet; with no kind they teach nothing."""
    if place is None:
        return
    tags, choices = lesson.words[head], WORDS[head]
    for i in range(*place):
        if tags[i] == 0:
            tags[i] = UNKNOWN if kind is None else choices.index(f"{'B' if i == place[0] else 'I'}-{kind}")


def _cast(lesson: Lesson, text: str) -> None:
    found = []
    for what in ("actors", "agencies"):
        for entry in lesson.gold[what]:
            kind = "agency" if what == "agencies" else entry["type"]
            for form in [entry["name"], *entry.get("also", [])]:
                sure = form == entry["name"] or any(word[:1].isupper() for word in form.split())
                found += [(b - a, a, b, kind if sure else None) for a, b in places(text, form)]
    for _, a, b, kind in sorted(found, key=lambda f: (-f[0], f[1])):
        _mark(lesson, "cast", lesson.story.words_at(a, b), kind)


def _linked(known: dict[str, list[int]], names: Sequence[str]) -> frozenset[int]:
    return frozenset(n for name in names for n in known.get(name, ()))


def _at(text: str, entry: Gold) -> tuple[int, int] | None:
    """Where an item of the second edition is told."""
    start = text.find(entry["at"]) if entry.get("at") else -1
    inside = entry["at"].find(entry["text"]) if start >= 0 else -1
    return (start + inside, start + inside + len(entry["text"])) if inside >= 0 else None


def _charges(lesson: Lesson, text: str, known: dict[str, list[int]]) -> None:
    kinds = {e["name"]: e["kind"] for e in lesson.gold["agencies"]}
    tellings = []
    for number, entry in enumerate(lesson.gold["charges"]):
        for form in [entry["text"], *entry.get("also", [])]:
            tellings += [(b - a, a, b, number) for a, b in places(text, form)]
    for _, a, b, number in sorted(tellings, key=lambda t: (-t[0], t[1])):
        entry, place = lesson.gold["charges"][number], lesson.story.words_at(a, b)
        if place is None:
            continue
        free = all(lesson.words["charge"][i] == 0 for i in range(*place))
        _mark(lesson, "charge", place, None if entry.get("optional") else "charge")
        if not free or entry.get("optional"):
            continue
        classes = {"charge.status": SPANS["charge.status"].index(entry["status"])}
        classes["charge.offence"] = SPANS["charge.offence"].index(entry["offence"])
        deciding = {kinds[n] for n in entry.get("by", []) if n in kinds}
        if deciding and entry["status"] in {"convicted", "settled"}:
            classes["charge.decided"] = int(not deciding & {"court", "prosecutor", "police", "legislature"})
        links = {"charge.accused": _linked(known, entry.get("accused", []))}
        if "by" in entry:
            links["charge.by"] = _linked(known, entry["by"])
            links["charge.asserted_by"] = _linked(known, entry.get("asserted_by", []))
        lesson.items.append(Item("charge", *place, classes, links, number))


def _acts(lesson: Lesson, text: str, known: dict[str, list[int]], *, second: bool) -> None:
    for number, entry in enumerate(lesson.gold["actions"]):
        spans = list(places(text, entry["text"]))
        sure = _at(text, entry) if second else (spans[0] if spans else None)
        place = lesson.story.words_at(*sure) if sure else None
        kind = None if entry.get("optional") else entry["type"]
        _mark(lesson, "act", place, kind)
        for span in spans:
            _mark(lesson, "act", lesson.story.words_at(*span), None)
        if place and kind:
            modality = SPANS["act.modality"].index(entry.get("modality", "actual"))
            links = {"act.by": _linked(known, entry.get("by", [])), "act.on": _linked(known, entry.get("on", []))}
            lesson.items.append(Item("act", *place, {"act.modality": modality} if second else {}, links, number))


def _sums(lesson: Lesson, text: str, known: dict[str, list[int]]) -> None:
    fines = [
        ([(float(x["amount"]), x["currency"]) for x in [entry, *entry.get("also_amounts", [])]], entry)
        for entry in lesson.gold["fines"]
    ]
    for one in money(text):
        place = lesson.story.words_at(one.start, one.end)
        if place is None or one.amount is None:
            continue
        amount = float(one.amount)
        fits = [entry for sums, entry in fines if any(abs(a - amount) <= 0.005 * a for a, _ in sums)]
        if any(entry.get("optional") for entry in fits):
            continue
        item = Item("sum", *place, {"sum.status": 0})
        if fits:
            entry = fits[0]
            item.same = lesson.gold["fines"].index(entry)
            item.classes = {"sum.status": SPANS["sum.status"].index(entry["status"])}
            item.classes["sum.kind"] = SPANS["sum.kind"].index(entry["kind"])
            item.links = {
                "sum.payers": _linked(known, entry.get("payer", [])),
                "sum.by": _linked(known, entry.get("by", [])),
            }
        lesson.items.append(item)


def _terms(lesson: Lesson, text: str, known: dict[str, list[int]]) -> None:
    for number, entry in enumerate(lesson.gold.get("sentences", [])):
        sure = _at(text, entry)
        place = lesson.story.words_at(*sure) if sure else None
        _mark(lesson, "term", place, None if entry.get("optional") else "term")
        for form in [entry["text"], *entry.get("also", [])]:
            for span in places(text, form):
                _mark(lesson, "term", lesson.story.words_at(*span), None)
        if place and not entry.get("optional"):
            classes = {f"term.{k}": SPANS[f"term.{k}"].index(entry[k]) for k in ("kind", "status") if entry.get(k)}
            lesson.items.append(Item("term", *place, classes, {"term.on": _linked(known, entry.get("on", []))}, number))


def _responses(lesson: Lesson, text: str, known: dict[str, list[int]]) -> None:
    for number, entry in enumerate(lesson.gold.get("responses", [])):
        sure = _at(text, entry)
        place = lesson.story.words_at(*sure) if sure else None
        _mark(lesson, "response", place, None if entry.get("optional") else entry["kind"])
        if place and not entry.get("optional"):
            links = {"response.party": _linked(known, entry["party"])}
            lesson.items.append(Item("response", *place, {}, links, number))


def read(folder: Path, texts: Path | None = None) -> Iterator[tuple[Gold, str]]:
    """The annotated articles of a folder, with their texts."""
    for path in sorted(folder.glob("*.json")):
        source = (texts or folder) / f"{path.stem}.txt"
        if source.exists():
            yield json.loads(path.read_text("utf-8")), source.read_text("utf-8")
