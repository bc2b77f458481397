"""Words a second of the dates stage and of Recognizers-Text, where it is installed too, on the same texts in one run.

python tests/benchmarks/dates_speed.py ARTICLES.jsonl[.gz] [NUMBER]
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

from newsx import dates

PUBLISHED = date(2020, 1, 1)


def main(path: Path, number: int) -> None:
    """Print a line for each."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    texts = [json.loads(line)["text"] for line in raw.decode("utf-8").splitlines()[:number]]
    print(f"newsx {speed(lambda text: dates.find(text, published=PUBLISHED), texts):.0f} words/s")
    try:
        other = import_module("recognizers_date_time")
    except ImportError:
        return
    reference = datetime.combine(PUBLISHED, datetime.min.time())
    rate = speed(
        lambda text: other.recognize_datetime(text, "en-us", reference=reference), texts[: max(1, number // 20)]
    )
    print(f"Recognizers-Text {rate:.0f} words/s")


def speed(read: Callable[[str], object], texts: list[str]) -> float:
    """Words a second of processor time, after a first call that loads what is needed."""
    read("on Monday")
    start = time.process_time()
    for text in texts:
        read(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - start)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300)
