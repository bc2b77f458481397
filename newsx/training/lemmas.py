"""Treebank sentences to lemmas.json: the forms that the rules get wrong, and the base forms that help them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from newsx.model.lemmas import KEPT, STRAIGHT, ruled
from newsx.training.corpora import Sentence

BASES = {"VERB": {"VB", "VBP"}, "NOUN": {"NN"}, "ADJ": {"JJ"}}


def write(trees: Iterable[Sentence], path: Path) -> None:
    """Count, keep the most frequent lemma of a form, and list it where the rules say another."""
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    known: dict[str, set[str]] = {tag: {"be"} for tag in BASES}
    for s in trees:
        for word, upos, xpos, lemma in zip(s.words, s.upos, s.xpos, s.lemmas, strict=True):
            if "_" in lemma:
                continue
            lemma = lemma.lower() if upos in {"VERB", "AUX", "NOUN"} else lemma
            low = word.translate(STRAIGHT).lower()
            seen[upos, low][lemma, xpos] += 1
            if upos in BASES and lemma.isalpha() and lemma.islower():
                known[upos].add(lemma)
    irregular: dict[str, dict[str, str]] = defaultdict(dict)
    bases = {tag: frozenset(words) for tag, words in known.items()}
    for (upos, low), counts in seen.items():
        (lemma, xpos), count = counts.most_common(1)[0]
        few = 1 if upos in {"VERB", "NOUN"} else 3
        rare = count < few or (10 * count < 9 * counts.total() and not lemma.islower())
        if upos not in KEPT and not rare and lemma != ruled(low, xpos, bases) and low.isascii():
            irregular[upos][low] = lemma
    content = {
        "irregular": {upos: dict(sorted(forms.items())) for upos, forms in sorted(irregular.items())},
        "known": {tag: " ".join(sorted(useful(words, tag))) for tag, words in sorted(bases.items())},
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def useful(words: Iterable[str], tag: str) -> list[str]:
    """Base forms that can decide between two endings: nouns matter only before -s after an e or a hiss."""
    return [w for w in words if tag != "NOUN" or w.endswith(("e", "o", "i"))]
