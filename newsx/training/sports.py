"""Lines of sports pages, made up: their clubs are organisations, though most go by the name of a town.

The corpora hold few such lines, and from those that they hold a model learns that a town is a town. Pages on the
weather and the roads stand between them, where it is one.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from newsx import patterns
from newsx.training.augment import any_name, respelt
from newsx.training.corpora import INDEX, Sentence

PAGE = json.loads(Path(__file__).with_name("sports.json").read_text("utf-8"))
BEFORE, AFTER, DAYS = (" ".join(PAGE[name]).split() for name in ("before", "after", "days"))
SLOT = re.compile(r"\{(\w+)\}")
KINDS = {"club": "ORG", "town": "LOC", "country": "LOC", "person": "PERSON", "surname": "PERSON"}
LINES = 12  # of a page, at most
SHARE = {"results": 5, "tables": 4, "people": 5, "prose": 8, "other": 2}


def pages(words: int, draw: random.Random) -> Iterator[Sentence]:
    """Pages one after the other until they hold so many words."""
    towns, countries = (sorted(x for e in patterns.load("places") for x in e.get(f, ())) for f in ("places", "names"))
    number = size = 0
    while size < words:
        kind = draw.choices(list(SHARE), list(SHARE.values()))[0]
        line = draw.choice(PAGE["pages"][kind])
        loud = kind != "prose" and draw.random() < 0.15
        for _ in range(draw.randint(1, LINES)):
            line = draw.choice(PAGE["pages"][kind]) if kind == "prose" else line
            sentence = filled(line, towns, countries, draw, f"sports {number}")
            yield respelt(sentence, str.upper) if loud else sentence
            size += len(sentence.words)
        number += 1


def filled(line: str, towns: list[str], countries: list[str], draw: random.Random, document: str) -> Sentence:
    """The line with names and numbers in its slots, and the tags of the names."""
    words, tags = [], []
    for part in line.split():
        kind = SLOT.fullmatch(part)
        if kind and kind[1] in KINDS:
            name = {"town": draw.choice(towns), "country": draw.choice(countries)}.get(kind[1])
            found = (name or invented(kind[1], towns, draw)).split()
            words += found
            tags += [1 << INDEX[f"{'I' if i else 'B'}-{KINDS[kind[1]]}"] for i in range(len(found))]
        else:
            words.append(SLOT.sub(lambda slot: plain(slot[1], draw), part))
            tags.append(1 << INDEX["O"])
    return Sentence(tuple(words), tuple(tags), document=document)


def invented(kind: str, towns: list[str], draw: random.Random) -> str:
    """A club, a person, or a surname."""
    if kind == "surname":
        return any_name(draw, given=False)
    if kind == "person":
        return f"{any_name(draw, given=True)} {any_name(draw, given=False)}"
    town, form = draw.choice(towns), draw.random()
    if form < 0.65:
        return town
    return f"{town} {draw.choice(AFTER)}" if form < 0.85 else f"{draw.choice(BEFORE)} {town}"


def plain(kind: str, draw: random.Random) -> str:
    """A number or a day; small numbers are the more frequent."""
    return draw.choice(DAYS) if kind == "day" else str(draw.randint(0, draw.choice((5, 20, 120))))
