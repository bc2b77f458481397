"""Articles to a table of what newsx costs: CPU seconds, words a second, memory, and how they grow.

    python tests/benchmarks/run.py ARTICLES.jsonl [--articles 2000] [--only bare,jobs,growth,length,start]

Articles are repeated until there are enough. Figures hold for a machine with nothing else to do.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

NEWSX = [sys.executable, "-m", "newsx"]
BARE = """
import sys, json
from newsx.parse import load
nlp = load(None)
for doc in nlp.pipe(json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")):
    pass
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds by the clock and of the processor (its children's too), and memory in MB."""

    wall: float
    cpu: float
    peak: float


def cost(*command: str) -> Cost:
    """Run a command to its end and measure it."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def corpus(source: Path, count: int, folder: Path) -> tuple[Path, int]:
    """A JSONL file of that many articles, and the words in it."""
    lines = [json.loads(line) for line in source.open(encoding="utf-8")]
    path, words = folder / f"{count}.jsonl", 0
    with path.open("w", encoding="utf-8") as out:
        for number, article in enumerate(islice(cycle(lines), count)):
            words += len(article["text"].split())
            out.write(json.dumps({**article, "id": f"{number}"}) + "\n")
    return path, words


def extract(path: Path, jobs: int, out: Path) -> Cost:
    """One run of the command."""
    return cost(*NEWSX, "extract", str(path), "--jobs", str(jobs), "-o", str(out), "--force", "-q")


def bare(source: Path, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """newsx against the same pipeline with nothing after it."""
    path, words = corpus(source, count, folder)
    alone = cost(sys.executable, "-c", BARE, str(path))
    whole = extract(path, 1, folder / "bare.jsonl")
    yield f"bare pipeline, {count} articles", f"{alone.cpu:.1f} s CPU, {words / alone.wall:,.0f} words/s"
    yield f"newsx --jobs 1, {count} articles", f"{whole.cpu:.1f} s CPU, {words / whole.wall:,.0f} words/s"
    yield "newsx / bare pipeline (CPU)", f"{whole.cpu / alone.cpu:.2f}"


def jobs(source: Path, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Two processes against one, and that they write the same."""
    path, _ = corpus(source, count, folder)
    one, two = (extract(path, n, folder / f"jobs-{n}.jsonl") for n in (1, 2))
    same = (folder / "jobs-1.jsonl").read_bytes() == (folder / "jobs-2.jsonl").read_bytes()
    yield f"--jobs 1, {count} articles", f"{one.wall:.1f} s"
    yield f"--jobs 2, {count} articles", f"{two.wall:.1f} s"
    yield "--jobs 1 / --jobs 2", f"{one.wall / two.wall:.2f}, {'the same bytes' if same else 'OTHER BYTES'}"


def growth(source: Path, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """Time and memory for an eighth, a quarter, half and all of the articles."""
    for part in (count // 8, count // 4, count // 2, count):
        path, words = corpus(source, part, folder)
        used = extract(path, 1, folder / "growth.jsonl")
        yield f"{part} articles", f"{used.cpu:.1f} s CPU, {used.cpu / words * 1e6:.0f} µs a word, {used.peak:.0f} MB"


def length(source: Path, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """One article, ever longer, up to a hundred words for each of `count`."""
    text = " ".join(json.loads(line)["text"] for line in source.open(encoding="utf-8"))
    words = text.split(" ")
    for size in (count * 10, count * 30, count * 100):
        path = folder / "long.txt"
        path.write_text(" ".join(islice(cycle(words), size)), "utf-8")
        used = extract(path, 1, folder / "long.jsonl")
        yield f"one article of {size:,} words", f"{used.cpu:.1f} s CPU, {used.cpu / size * 1e6:.0f} µs a word"


def start(source: Path, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """What a user waits for before the first word, the best of ten in turn."""
    path, _ = corpus(source, 1, folder)
    commands = {
        "import spacy": (sys.executable, "-c", "import spacy"),
        "newsx extract, one article": (*NEWSX, "extract", str(path)),
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


ALL = {"bare": bare, "jobs": jobs, "growth": growth, "length": length, "start": start}


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles_file", type=Path, metavar="ARTICLES.jsonl")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--only", default=",".join(ALL))
    options = parser.parse_args()
    print("| what | measured |\n| --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.only.split(","):
            for what, measured in ALL[name](options.articles_file, options.articles, Path(folder)):
                print(f"| {what} | {measured} |", flush=True)


if __name__ == "__main__":
    main()
