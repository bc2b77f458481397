"""Articles to a table of what newsx costs: processor and wall seconds, words a second, memory, and how they grow.

    python tests/benchmarks/run.py ARTICLES.jsonl[.gz] [--only bare,jobs,dates,growth,memory,length,start]
        [--scale 1] [--words 200] [--recognizers PYTHON]

The paragraphs of the articles, shuffled, are cut into articles of the length of a short report. The whole takes an hour and
a half on one core; `--scale 0.1` takes a tenth of the articles and of the longest one's words. Wall seconds, and the gain of
a second process, hold for a machine with nothing else to do; processor seconds nearly so for any.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

NEWSX = (sys.executable, "-m", "newsx")
PROGRAMS = Path(__file__).parent
Lines = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock and of the processor (its children's too), and its memory in MB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.cpu:.1f} s CPU, {self.wall:.1f} s wall, {self.peak:.0f} MB"


def cost(*command: str) -> Cost:
    """Run a command to its end and measure it."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Bench:
    """The words to measure with, and a folder for what is written."""

    def __init__(self, source: Path, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.scale, self.recognizers = folder, options.scale, options.recognizers
        self.length: int = options.words
        paragraphs = [p for text in texts(source) for p in text.split("\n") if p.strip()]
        random.Random(0).shuffle(paragraphs)
        self.words = [word for word in "\n\n ".join(paragraphs).split(" ") if word.strip()]

    def number(self, full: int) -> int:
        """A number of articles or words, as large as the run is to be."""
        return max(8, int(full * self.scale))

    def articles(self, count: int, *, different: int | None = None) -> Path:
        """So many articles; only the first `different` ones differ, and no more than there are words for."""
        path, words = self.folder / f"{count}.jsonl", self.length
        starts = range(0, max(1, min((different or count) * words, len(self.words) - words)), words)
        texts = [" ".join(self.words[at : at + words]) for at in starts]
        with path.open("w", encoding="utf-8") as out:
            for number, text in enumerate(islice(cycle(texts), count)):
                out.write(json.dumps({"id": f"{number}", "text": text, "published": "2020-01-01"}) + "\n")
        return path

    def article(self, words: int) -> Path:
        """One article of so many words."""
        path = self.folder / f"{words}.txt"
        path.write_text(" ".join(islice(cycle(self.words), words)), "utf-8")
        return path

    def start(self, *options: str) -> float:
        """Processor seconds until the first article, and with it: what one of few words takes."""
        return self.extract(self.article(20), 1, *options).cpu

    def extract(self, path: Path, jobs: int | None = 1, *options: str) -> Cost:
        """One run of the command, in as many processes as it takes by itself when `jobs` is None."""
        out = self.folder / f"jobs-{jobs}.jsonl"
        told = options if jobs is None else ("--jobs", str(jobs), *options)
        return cost(*NEWSX, "extract", str(path), *told, "-o", str(out), "--force", "-q")


def texts(source: Path) -> list[str]:
    """The texts of a JSONL file."""
    data = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    return [json.loads(line)["text"] for line in data.splitlines()]


def bare(bench: Bench) -> Lines:
    """The command against `nlp.pipe` over the same texts: with the model and the component, and with the model alone."""
    count = bench.number(2000)
    path = str(bench.articles(count))
    program = str(PROGRAMS / "bare.py")
    model, pipeline = cost(sys.executable, program, path, "model"), cost(sys.executable, program, path, "newsx")
    whole = bench.extract(Path(path))
    yield f"nlp.pipe with the model, {count:,} articles of {bench.length} words", str(model)
    yield "nlp.pipe with the model and newsx", str(pipeline)
    yield "newsx extract --jobs 1", str(whole)
    yield "newsx extract / nlp.pipe with the model and newsx (CPU)", f"{whole.cpu / pipeline.cpu:.2f}"
    yield "newsx extract / nlp.pipe with the model alone (CPU)", f"{whole.cpu / model.cpu:.2f}"


def jobs(bench: Bench) -> Lines:
    """Two processes against one, and that they write the same."""
    count = bench.number(2000)
    path = bench.articles(count)
    one, two = bench.extract(path, 1), bench.extract(path, 2)
    same = (bench.folder / "jobs-1.jsonl").read_bytes() == (bench.folder / "jobs-2.jsonl").read_bytes()
    yield f"--jobs 1, {count:,} articles of {bench.length} words", str(one)
    yield "--jobs 2", str(two)
    yield "--jobs 1 / --jobs 2 (wall)", f"{one.wall / two.wall:.2f}, {'the same bytes' if same else 'OTHER BYTES'}"


def dates(bench: Bench) -> Lines:
    """The dates of the same texts by newsx and by Recognizers-Text; and all that newsx extracts.

    Words a processor second, without the start; and words a second by the clock, with it, of the command as it runs when
    nobody says how many processes. Recognizers-Text has one thread: its clock and its processor show the same.
    """
    articles, more = bench.articles(bench.number(200)), bench.articles(bench.number(1000))
    rates = {"newsx, dates alone": dates_rate(sys.executable, articles, "newsx")}
    for options in ((), ("--model", "fast")):
        spent = bench.extract(articles, 1, *options).cpu - bench.start(*options)
        rates[" ".join(("newsx extract --jobs 1", *options)) + ", everything"] = words_in(articles) / spent
    for name, rate in rates.items():
        yield name, f"{rate:,.0f} words a CPU second"
    rates["newsx extract, everything"] = words_in(more) / bench.extract(more, None).wall
    yield "newsx extract, everything", f"{rates['newsx extract, everything']:,.0f} words a second"
    if bench.recognizers is None:
        yield "Recognizers-Text", "not measured: give --recognizers the python that has recognizers-text-suite"
        return
    theirs = dates_rate(bench.recognizers, articles, "Recognizers-Text")
    yield "Recognizers-Text, dates alone", f"{theirs:,.0f} words a CPU second"
    for name, rate in rates.items():
        yield f"{name} / Recognizers-Text", f"{rate / theirs:.1f}"


def words_in(path: Path) -> int:
    """The words of a file of articles."""
    return sum(len(text.split()) for text in texts(path))


def dates_rate(python: str, articles: Path, name: str) -> float:
    """Words a processor second of one finder of dates."""
    command = [python, str(PROGRAMS / "dates_speed.py"), str(articles), name]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def growth(bench: Bench) -> Lines:
    """Ever more articles; what one takes to start with is taken off."""
    start = bench.start()
    smallest = bench.number(1000)
    first = 0.0
    for count in (smallest, 2 * smallest, 4 * smallest, 8 * smallest):
        used = bench.extract(bench.articles(count, different=smallest))
        each = (used.cpu - start) / count
        first = first or each
        yield f"{count:,} articles of {bench.length} words", f"{used}; each {each / first:.2f} times the first row's"


def memory(bench: Bench) -> Lines:
    """The memory for many articles against that for few, all different as far as there are words."""
    few, many = (bench.extract(bench.articles(bench.number(n))) for n in (1000, 20_000))
    yield f"{bench.number(1000):,} articles of {bench.length} words", str(few)
    yield f"{bench.number(20_000):,} articles of {bench.length} words", str(many)
    yield "memory for the more / for the fewer", f"{many.peak / few.peak:.2f}"


def length(bench: Bench) -> Lines:
    """One article, ever longer; what a short one takes to start with is taken off."""
    start = bench.start()
    first = 0.0
    for full in (10_000, 30_000, 100_000, 300_000, 1_000_000):
        words = bench.number(full)
        used = bench.extract(bench.article(words))
        each = (used.cpu - start) / words
        first = first or each
        yield f"one article of {words:,} words", f"{used}; a word {each / first:.2f} times the first row's"


def start(bench: Bench) -> Lines:
    """What a user waits for before the first word, the best of ten in turn."""
    path = str(bench.article(300))
    commands = {
        "import spacy": (sys.executable, "-c", "import spacy"),
        "newsx extract, one article": (*NEWSX, "extract", path),
        "newsx schema": (*NEWSX, "schema"),
        "newsx --help": (*NEWSX, "--help"),
    }
    best: dict[str, float] = dict.fromkeys(commands, float("inf"))
    for _ in range(10):
        for name, command in commands.items():
            best[name] = min(best[name], cost(*command).wall)
    for name, seconds in best.items():
        yield name, f"{seconds:.2f} s"
    yield "newsx extract / import spacy", f"{best['newsx extract, one article'] / best['import spacy']:.2f}"


ALL = {f.__name__: f for f in (bare, jobs, dates, growth, memory, length, start)}


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--only", default=",".join(ALL), help="the parts to measure")
    parser.add_argument("--scale", type=float, default=1.0, help="0.1 takes a tenth of the articles and words")
    parser.add_argument("--words", type=int, default=200, help="the length of an article where there are many")
    parser.add_argument("--recognizers", metavar="PYTHON", help="a python with recognizers-text-suite and 'emoji<2'")
    options = parser.parse_args()
    print("| what | measured |\n| --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.source, Path(folder), options)
        for name in options.only.split(","):
            for what, measured in ALL[name](bench):
                print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
