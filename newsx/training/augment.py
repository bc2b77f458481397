"""A window of sentences to the same window as a news desk might have set it: capitals, quotes, other people's names."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from newsx.training import world
from newsx.training.corpora import INDEX, Sentence
from newsx.training.mentions import Exchanges, Mentions

LISTS = json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))
NAMES = {kind: " ".join(lines).split() for kind, lines in LISTS.items()}
LOWER_IN_TITLES = frozenset(NAMES["lower_in_titles"])
CURLY = {"``": "“", "''": "”", "`": "‘", "--": "—"}
PERSON = 1 << INDEX["B-PERSON"], 1 << INDEX["I-PERSON"]
ORG = 1 << INDEX["B-ORG"], 1 << INDEX["I-ORG"]

Window = list[Sentence]


def augmented(window: Window, draw: random.Random, mentions: Mentions | None = None) -> Window:
    """The window, changed in some of the ways that news is set, each with a small chance."""
    if mentions and draw.random() < 0.45:
        exchanges: Exchanges = {}
        window = [s if s.heads or not s.names else mentions.exchanged(s, draw, exchanges) for s in window]
    elif draw.random() < 0.20:
        window = renamed(window, draw)
    if draw.random() < 0.35:
        window = [curly(s) for s in window]
    if draw.random() < 0.03:
        window = [respelt(s, str.upper) for s in window]
    elif draw.random() < 0.02:
        window = [respelt(s, str.lower) for s in window]
    elif draw.random() < 0.06:
        window = headlined(window, draw)
    if draw.random() < 0.03:
        window = [loud_surnames(s) for s in window]
    return window


def respelt(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, words=tuple(change(word) for word in sentence.words))


def curly(sentence: Sentence) -> Sentence:
    """Curly quotes and apostrophes; straight double quotes open and close in turn."""
    words, opened = [], False
    for word in sentence.words:
        if word == '"':
            opened = not opened
            words.append("“" if opened else "”")
        else:
            words.append(CURLY.get(word) or word.replace("'", "’"))
    return replace(sentence, words=tuple(words))


def headlined(window: Window, draw: random.Random) -> Window:
    """One sentence, most often the first, as a headline: all in capitals or Each Word Capital."""
    place = 0 if draw.random() < 0.6 else draw.randrange(len(window))
    if len(window[place].words) > 30:
        return window
    style: Callable[[str], str] = str.upper if draw.random() < 0.4 else title
    return [respelt(s, style) if i == place else s for i, s in enumerate(window)]


def title(word: str) -> str:
    return word if word in LOWER_IN_TITLES or not word[:1].islower() else word[0].upper() + word[1:]


def loud_surnames(sentence: Sentence) -> Sentence:
    """Cyprus and French wires write "Jean DUPONT"."""
    if not sentence.names:
        return sentence
    last = [
        bits == PERSON[1] and (i + 1 == len(sentence.names) or sentence.names[i + 1] != PERSON[1])
        for i, bits in enumerate(sentence.names)
    ]
    return replace(
        sentence, words=tuple(w.upper() if loud else w for w, loud in zip(sentence.words, last, strict=True))
    )


def renamed(window: Window, draw: random.Random) -> Window:
    """Other people and one-word organisations in the same places; a name keeps its new form through the window."""
    known: dict[str, str] = {}
    return [renamed_sentence(s, draw, known) if s.names else s for s in window]


def renamed_sentence(sentence: Sentence, draw: random.Random, known: dict[str, str]) -> Sentence:
    words = list(sentence.words)
    for start, end, bits in runs(sentence.names):
        if bits == PERSON[0] and draw.random() < 0.7:
            for i in range(start, end):
                if words[i][0].isupper() and len(words[i]) > 2:
                    words[i] = known.setdefault(words[i], any_name(draw, given=i == start and end - start > 1))
        elif bits == ORG[0] and end - start == 1 and draw.random() < 0.5:
            words[start] = known.setdefault(words[start], draw.choice(NAMES["companies"]))
    return replace(sentence, words=tuple(words))


def any_name(draw: random.Random, *, given: bool) -> str:
    """A given name or a surname; every second one of those that readers of English know, or that are words too."""
    if draw.random() < 0.5:
        return draw.choice(NAMES["given" if given else "surnames"])
    return draw.choice(world.given_names() if given else world.surnames())


def runs(names: Sequence[int]) -> list[tuple[int, int, int]]:
    """People and organisations as (first word, word after the last, bits of the first)."""
    found, i = [], 0
    while i < len(names):
        start, bits = i, names[i]
        i += 1
        if bits in (PERSON[0], ORG[0]):
            while i < len(names) and names[i] == bits << 1:
                i += 1
            found.append((start, i, bits))
    return found
