"""Corpus files to sentences with what each corpus knows: names, tags, parse, sentence starts.

A corpus that does not annotate a label cannot say that a word lacks it. So the names of a word are a set of allowed
tags, written as the bits of a number: its "O" allows O and every tag that the corpus leaves out.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

KINDS = ("PERSON", "ORG", "LOC", "NORP", "FAC", "PRODUCT", "MISC")
TAGS = ("O", *(f"{side}-{kind}" for kind in KINDS for side in "BI"))
INDEX = {tag: i for i, tag in enumerate(TAGS)}
CORPORA = ("worldwide", "gmb", "uner", "wikigold")  # those that name; the first has the style that we want
NOT_COMMERCIAL = frozenset({"essay", "fiction", "letter", "podcast", "whow"})  # genres of GUM under NC licences

MEANS: dict[str, dict[str, tuple[str, ...]]] = {  # corpus label -> ours; an unlisted label counts as O
    "worldwide": {
        "Person": ("PERSON",),
        "Organization": ("ORG",),
        "Location": ("LOC",),
        "Facility": ("FAC",),
        "NORP": ("NORP",),
        "Product": ("PRODUCT",),
        "Misc": ("MISC",),
        "Miscellaneous": ("MISC",),
    },
    "gmb": {
        "per": ("PERSON",),
        "org": ("ORG",),
        "geo": ("LOC", "FAC"),
        "gpe": ("NORP", "LOC"),
        "eve": ("MISC",),
        "art": ("MISC", "PRODUCT", "FAC"),
    },
    "uner": {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC", "FAC")},
    "wikigold": {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": ("LOC", "FAC"), "MISC": ("MISC", "NORP", "PRODUCT")},
}
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "worldwide": (),
    "wikigold": (),
    "gmb": ("MISC", "PRODUCT", "FAC"),
    "uner": ("NORP", "MISC", "PRODUCT"),
}
TITLES = frozenset(" ".join(json.loads(Path(__file__).with_name("names.json").read_text("utf-8"))["titles"]).split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of a corpus; what a corpus does not know is empty."""

    words: tuple[str, ...]
    names: tuple[int, ...] = ()  # allowed tags of each word, as bits
    xpos: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()  # 1-based, 0 is the root
    labels: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    single: bool = True  # False: may hold several sentences, with no word on where they start
    document: str = ""
    corpus: str = CORPORA[0]  # whose idea of a name it has


def allowed(corpus: str, tags: Iterable[str]) -> tuple[int, ...]:
    """The allowed tags of each word as bits."""
    outside = 1 | sum(1 << INDEX[f"{side}-{kind}"] for kind in LEFT_OUT[corpus] for side in "BI")
    means = MEANS[corpus]
    return tuple(
        sum(1 << INDEX[f"{tag[0]}-{kind}"] for kind in means[tag[2:]]) if tag[2:] in means else outside for tag in tags
    )


def strip_titles(words: list[str], tags: list[str]) -> list[str]:
    """GMB counts "President" and "Mr." as part of a person's name; worldwide news does not, nor do we."""
    tags = list(tags)
    for i, tag in enumerate(tags):
        if tag == "B-per" and words[i].casefold() in TITLES:
            tags[i] = "O"
            if i + 1 < len(tags) and tags[i + 1] == "I-per":
                tags[i + 1] = "B-per"
    return tags


def names(path: Path) -> list[Sentence]:
    """Read a file of names: a JSON object with tokens and BIO tags a line."""
    corpus = path.name.split("-")[0].split(".")[0]
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            tags = strip_titles(row["tokens"], row["tags"]) if corpus == "gmb" else row["tags"]
            whole = Sentence(tuple(row["tokens"]), allowed(corpus, tags), single=corpus != "worldwide", corpus=corpus)
            found += list(cut(whole))
    return found


def cut(sentence: Sentence, longest: int = 110) -> Iterator[Sentence]:
    """Long paragraphs in parts, at full stops where there are any."""
    start, words = 0, sentence.words
    while len(words) - start > longest and not sentence.single:
        stops = [i for i in range(start + longest // 3, start + longest) if words[i] in {".", "?", "!"}]
        end = stops[-1] + 1 if stops else start + longest
        yield replace(sentence, words=words[start:end], names=sentence.names[start:end])
        start = end
    yield replace(sentence, words=words[start:], names=sentence.names[start:])


def treebank(path: Path, *, skip: frozenset[str] = frozenset()) -> list[Sentence]:
    """Read a CoNLL-U file; documents of the genres in `skip` are left out."""
    found, rows, document = [], [], ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.split("=")[1].strip()
            elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                if not (document.startswith("GUM_") and document.split("_")[1] in skip):
                    found.append(from_rows(rows, document))
                rows = []
    return found


def from_rows(rows: list[list[str]], document: str) -> Sentence:
    words, lemmas, upos, xpos, heads, labels = (tuple(row[i] for row in rows) for i in (1, 2, 3, 4, 6, 7))
    return Sentence(
        words=words, lemmas=lemmas, upos=upos, xpos=xpos, heads=tuple(map(int, heads)), labels=labels, document=document
    )


def joined(trees: list[Sentence], named: list[Sentence]) -> list[Sentence]:
    """Trees with the names of the same sentences in another corpus, matched by their words."""
    known = {s.words: s for s in named}
    return [replace(s, names=known[s.words].names, corpus="uner") if s.words in known else s for s in trees]
