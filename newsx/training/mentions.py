"""Names of a corpus, of public bodies and of the whole world to other names in their places.

Contexts teach then, and how names look, not names by heart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsx import patterns
from newsx.training import world
from newsx.training.corpora import INDEX, Sentence

Mention = tuple[str, ...]
Exchanges = dict[tuple[str, Mention], Mention]
KINDS = {"PERSON": 0.6, "ORG": 0.6, "LOC": 0.3}  # how often each is exchanged in a window that is changed
PEOPLE = 20_000  # made-up ones to draw from, beside those of the corpora
FOUNDERS = 2_000  # surnames, and as many towns, that organisations go by too: a strange word is not always a person
FIRST = {1 << INDEX[f"B-{kind}"]: kind for kind in KINDS}
WORD = re.compile(r"['’]s\b|[\w.&]+(?:['’-](?!s\b)\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Mentions:
    """Mentions by kind and form; a mention is only exchanged for one of the same form."""

    forms: dict[tuple[str, str], tuple[Mention, ...]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Mentions:
        """The mentions of sentences that carry names, each once, those of public bodies, and the world's."""
        seen: dict[tuple[str, str], set[Mention]] = {}
        named = ((kind, words) for s in sentences for _, _, kind, words in found(s))
        for kind, words in (*named, *others()):
            if all(word[0].isalnum() or len(words) > 2 for word in words) and words[0][0].isupper():
                seen.setdefault((kind, form(words)), set()).add(words)
        return cls({key: tuple(sorted(mentions)) for key, mentions in sorted(seen.items())})

    def exchanged(self, sentence: Sentence, draw: random.Random, known: Exchanges) -> Sentence:
        """The sentence with other names in the same places; `known` keeps the exchanges of a whole window.

        Only for sentences without a tree: the new name may have more or fewer words.
        """
        words, tags, at = [], [], 0
        for start, end, kind, mention in found(sentence):
            new, first = self.other(kind, mention, draw, known), sentence.names[start]
            if kind == "LOC" and start and sentence.words[start - 1].casefold() == "the":
                new = mention  # "the United States", "the Pacific": no town stands there
            words += [*sentence.words[at:start], *new]
            tags += [*sentence.names[at:start], first, *[first << 1] * (len(new) - 1)]
            at = end
        return replace(sentence, words=(*words, *sentence.words[at:]), names=(*tags, *sentence.names[at:]))

    def other(self, kind: str, mention: Mention, draw: random.Random, known: Exchanges) -> Mention:
        """The name that stands for this one in the window; a surname alone follows the full name before it."""
        if (kind, mention) not in known:
            choices = self.forms.get((kind, form(mention)), (mention,))
            new = draw.choice(choices) if draw.random() < KINDS[kind] else mention
            known[kind, mention] = new
            if kind == "PERSON":
                known.setdefault((kind, mention[-1:]), new[-1:])
        return known[kind, mention]


def found(sentence: Sentence) -> Iterator[tuple[int, int, str, Mention]]:
    """People, organisations and places that a corpus is certain of: first word, word after the last, kind, words."""
    i, tags = 0, sentence.names
    while i < len(tags):
        start, kind = i, FIRST.get(tags[i])
        i += 1
        if kind:
            while i < len(tags) and tags[i] == tags[start] << 1:
                i += 1
            yield start, i, kind, sentence.words[start:i]


def form(mention: Sequence[str]) -> str:
    """How a mention looks: "loud" (one word of capitals), "one" or "many" words."""
    if len(mention) > 1:
        return "many"
    return "loud" if mention[0].isupper() else "one"


def others() -> Iterator[tuple[str, Mention]]:
    """Names that no corpus has to hold, with their kinds."""
    draw = random.Random(0)
    founders = (*draw.sample(world.surnames(), FOUNDERS), *draw.sample(world.towns(), FOUNDERS))
    for kind, names in (
        ("PERSON", (*world.people(PEOPLE, draw), *world.given_names(), *world.surnames())),
        ("ORG", (*world.companies(), *founders)),
        ("LOC", world.towns()),
    ):
        yield from ((kind, tuple(WORD.findall(name))) for name in names)
    yield from (("ORG", body) for body in public_bodies())


def public_bodies() -> Iterator[Mention]:
    """Names of bodies as words; courts are left out, for hundreds of them would crowd out all else."""
    for entry in patterns.load("agencies"):
        if entry["kind"] == "court":
            continue
        for name in (*entry.get("phrases", ()), *entry.get("acronyms", ())):
            yield tuple(WORD.findall(name))
