"""Names of a corpus, and of public bodies, to other names in their places: contexts teach, not names by heart."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsx import patterns
from newsx.training.corpora import INDEX, Sentence

Mention = tuple[str, ...]
KINDS = ("PERSON", "ORG")
FIRST = {1 << INDEX[f"B-{kind}"]: kind for kind in KINDS}
WORD = re.compile(r"['’]s\b|[\w.&]+(?:['’-](?!s\b)\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Mentions:
    """Mentions by kind and form; a mention is only exchanged for one of the same form."""

    forms: dict[tuple[str, str], tuple[Mention, ...]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Mentions:
        """The mentions of sentences that carry names, each once, and the names and acronyms of public bodies."""
        seen: dict[tuple[str, str], set[Mention]] = {}
        named = ((kind, words) for s in sentences for _, _, kind, words in found(s))
        for kind, words in (*named, *(("ORG", body) for body in public_bodies())):
            if all(word[0].isalnum() or len(words) > 2 for word in words) and words[0][0].isupper():
                seen.setdefault((kind, form(words)), set()).add(words)
        return cls({key: tuple(sorted(mentions)) for key, mentions in sorted(seen.items())})

    def exchanged(self, sentence: Sentence, draw: random.Random, known: dict[Mention, Mention]) -> Sentence:
        """The sentence with other names in the same places; `known` keeps the exchanges of a whole window.

        Only for sentences without a tree: the new name may have more or fewer words.
        """
        words, tags, at = [], [], 0
        for start, end, kind, mention in found(sentence):
            if mention not in known:
                choices = self.forms.get((kind, form(mention)), (mention,))
                known[mention] = draw.choice(choices) if draw.random() < 0.6 else mention
            new, first = known[mention], sentence.names[start]
            words += [*sentence.words[at:start], *new]
            tags += [*sentence.names[at:start], first, *[first << 1] * (len(new) - 1)]
            at = end
        return replace(sentence, words=(*words, *sentence.words[at:]), names=(*tags, *sentence.names[at:]))


def found(sentence: Sentence) -> Iterator[tuple[int, int, str, Mention]]:
    """People and organisations that a corpus names for certain: first word, word after the last, kind, words."""
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


def public_bodies() -> Iterator[Mention]:
    """Names of bodies as words; courts are left out, for hundreds of them would crowd out all else."""
    for entry in patterns.load("agencies"):
        if entry["kind"] == "court":
            continue
        for name in (*entry.get("phrases", ()), *entry.get("acronyms", ())):
            yield tuple(WORD.findall(name))
