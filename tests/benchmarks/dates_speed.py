"""Words a second of processor time that a finder of dates reads: the dates stage of newsx, or Recognizers-Text.

python tests/benchmarks/dates_speed.py ARTICLES.jsonl newsx|Recognizers-Text
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

PUBLISHED = date(2020, 1, 1)


def finder(name: str) -> Callable[[str], object]:
    """What reads the dates of a text; each may be installed in an environment of its own."""
    if name == "newsx":
        ours = import_module("newsx.dates")
        return lambda text: ours.find(text, published=PUBLISHED)
    theirs = import_module("recognizers_date_time")
    reference = datetime.combine(PUBLISHED, datetime.min.time())
    return lambda text: theirs.recognize_datetime(text, "en-us", reference=reference)


def main(path: Path, name: str) -> None:
    """Print the rate, after a first call that loads what is needed."""
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    read = finder(name)
    read("on Monday")
    start = time.process_time()
    for text in texts:
        read(text)
    print(sum(len(text.split()) for text in texts) / (time.process_time() - start))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
