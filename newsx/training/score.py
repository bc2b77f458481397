"""A model folder to its scores on the corpora that it never saw: `python -m newsx.training.score DATA [FOLDER]`."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from newsx.model.filling import tidy
from newsx.model.folder import EMBEDDED, opened
from newsx.model.lemmas import lemma, lexicon
from newsx.model.reader import Reader
from newsx.model.tags import Name, spans
from newsx.training.corpora import Sentence, treebank

PLACES = {"FAC": "LOC"}
TESTS: dict[str, tuple[dict[str, str], dict[str, str]]] = {  # file -> its labels, ours; an unlisted label is dropped
    "worldwide-dev": (
        {"Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP"}
        | {"Product": "PRODUCT", "Misc": "MISC", "Miscellaneous": "MISC"},
        {k: k for k in ("PERSON", "ORG", "LOC", "NORP", "PRODUCT", "MISC")} | PLACES,
    ),
    "conllpp-test": (
        {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"},
        {k: k for k in ("PERSON", "ORG", "LOC", "MISC")} | PLACES | {"NORP": "MISC", "PRODUCT": "MISC"},
    ),
    "uner-ewt-test": (
        {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
        {k: k for k in ("PERSON", "ORG", "LOC")} | PLACES,
    ),
}
Count = Counter[tuple[str, str]]


def rows(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield row["tokens"], row["tags"]


def renamed(names: Iterable[Name], labels: Mapping[str, str]) -> set[Name]:
    return {(a, b, labels[kind]) for a, b, kind in names if kind in labels}


def names(reader: Reader, path: Path, labels: tuple[dict[str, str], dict[str, str]], *, lines: int = 1) -> Count:
    """Hits, extras and misses of each label on the corpus' own tokens, so many of its lines read as one text."""
    counts: Count = Counter()
    everything = rows(path)
    while group := list(islice(everything, lines)):
        words, tags = ([x for row in group for x in row[side]] for side in (0, 1))
        breaks = [i == 0 for row in group for i in range(len(row[0]))]
        want = renamed(spans(tags), labels[0])
        have = renamed(tidy(reader.read(words, breaks).names, words), labels[1])
        for outcome, found in (("hit", want & have), ("extra", have - want), ("missed", want - have)):
            counts.update((kind, outcome) for _, _, kind in found)
    return counts


def table(counts: Count) -> str:
    """Precision, recall and F1 a label, one line each."""
    lines = [f"  {'':8} {'P':>6} {'R':>6} {'F1':>6} {'n':>6}"]
    for kind in sorted({kind for kind, _ in counts}):
        hit, extra, missed = (counts[kind, outcome] for outcome in ("hit", "extra", "missed"))
        p, r = hit / max(1, hit + extra), hit / max(1, hit + missed)
        lines.append(f"  {kind:8} {p:6.3f} {r:6.3f} {2 * p * r / max(1e-9, p + r):6.3f} {hit + missed:6}")
    return "\n".join(lines)


def documents(trees: list[Sentence]) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for s in trees:
        if group and s.document != group[-1].document:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def parse(reader: Reader, trees: list[Sentence], *, exact: bool) -> dict[str, float]:
    """Shares of words whose tags, lemma, head (UAS), head and label (LAS) are right; with gold or guessed sentences."""
    counts: Counter[str] = Counter()
    words_list = lexicon(reader.folder.path / "lemmas.json")
    for document in documents(trees):
        words = [word for s in document for word in s.words]
        first = [i == 0 for s in document for i in range(len(s.words))]
        breaks = first if exact else [i == 0 for i in range(len(words))]
        found = reader.read(words, breaks, exact=exact)
        at = 0
        for s in document:
            for i, head in enumerate(s.heads):
                k = at + i
                gold_head = at + head - 1 if head else k
                guess = lemma(words[k], found.upos[k], found.xpos[k], words_list)
                counts["words"] += 1
                counts["xpos"] += found.xpos[k] == s.xpos[i]
                counts["upos"] += found.upos[k] == s.upos[i]
                counts["lemma"] += guess == s.lemmas[i]
                counts["UAS"] += found.heads[k] == gold_head
                counts["LAS"] += found.heads[k] == gold_head and found.labels[k] == s.labels[i]
            at += len(s.words)
        counts["start hit"] += sum(a and b for a, b in zip(first, found.starts, strict=True))
        counts["starts"] += sum(first) + sum(found.starts)
    shares = {name: counts[name] / counts["words"] for name in ("xpos", "upos", "lemma", "UAS", "LAS")}
    return shares if exact else shares | {"sentence starts F1": 2 * counts["start hit"] / counts["starts"]}


def speed(folder: Path, path: Path) -> Iterator[str]:
    """Load time, size, and words a second on one core and on two, for names alone and for everything.

    Texts of 600 words, from words to answers. Counted in processor time too: that is what a core needs where other
    programs run beside it.
    """
    began, used = time.perf_counter(), time.process_time()
    reader = Reader(opened(folder))
    reader.read(["Hello", "."], [True, False])
    size = sum(p.stat().st_size for p in folder.iterdir() if p.suffix in {".onnx", ".npy", ".json"})
    yield f"loaded in {time.perf_counter() - began:.2f} s ({time.process_time() - used:.2f} s of processor time)"
    yield f"{size / 1e6:.1f} MB"
    words = [word for tokens, _ in rows(path) for word in tokens][:24_000]
    texts = [words[i : i + 600] for i in range(0, len(words), 600)]
    for what, read in (("names", only_names), ("everything", everything)):
        began, used = time.perf_counter(), time.process_time()
        for text in texts:
            read(reader, text)
        rate, steady = (
            len(words) / (now() - then) for now, then in ((time.perf_counter, began), (time.process_time, used))
        )
        yield f"{what}, one core: {rate:.0f} words/s ({steady:.0f} a second of processor time)"
        with ProcessPoolExecutor(2, get_context("spawn")) as pool:
            list(pool.map(warm, [folder] * 2))
            began = time.perf_counter()
            list(pool.map(read_all, [folder] * 4, [what] * 4, [texts[i::4] for i in range(4)]))
            yield f"{what}, two cores: {len(words) / (time.perf_counter() - began):.0f} words/s"


def only_names(reader: Reader, words: list[str]) -> list[Name]:
    breaks = [k == 0 for k in range(len(words))]
    found = []
    for start, end, scores, starts in reader.scored(words, breaks):
        names_there = reader.name_spans(scores[0][: end - start], starts)
        found += [(a + start, b + start, kind) for a, b, kind in names_there]
    return found


def everything(reader: Reader, words: list[str]) -> None:
    reader.read(words, [k == 0 for k in range(len(words))])


@cache
def kept(folder: Path) -> Reader:
    return Reader(opened(folder))


def warm(folder: Path) -> None:
    everything(kept(folder), ["Hello", "."])
    time.sleep(1)  # so that the other process takes the other call


def read_all(folder: Path, what: str, texts: list[list[str]]) -> None:
    for text in texts:
        (only_names if what == "names" else everything)(kept(folder), text)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("data", type=Path)
    told.add_argument("folder", type=Path, nargs="?", default=EMBEDDED)
    told.add_argument("--only", choices=["speed", "names", "trees"], help="one part of the scores")
    args = told.parse_args()
    if args.only in {None, "speed"}:
        for line in speed(args.folder, args.data / "ner" / "worldwide-dev.jsonl.gz"):
            print(line, flush=True)
    reader = Reader(opened(args.folder))
    if args.only in {None, "names"}:
        all_names(reader, args.data / "ner")
    if args.only in {None, "trees"}:
        all_trees(reader, args.data / "ud")


def all_names(reader: Reader, folder: Path) -> None:
    for name, labels in TESTS.items():
        for lines in (1, 20):
            counts = names(reader, folder / f"{name}.jsonl.gz", labels, lines=lines)
            print(f"{name}, {lines} line(s) a text", table(counts), sep="\n", flush=True)


def all_trees(reader: Reader, folder: Path) -> None:
    for bank in ("ewt", "gum"):
        trees = treebank(folder / f"en_{bank}-test.conllu.gz")
        for exact in (True, False):
            shares = parse(reader, trees, exact=exact)
            shown = "  ".join(f"{name} {share:.4f}" for name, share in shares.items())
            print(f"{bank} test, {'gold' if exact else 'guessed'} sentences: {shown}", flush=True)


if __name__ == "__main__":
    main()
