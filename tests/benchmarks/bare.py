"""Articles through `nlp.pipe` and nothing else: with the embedded model alone, or with newsx behind it.

python tests/benchmarks/bare.py ARTICLES.jsonl model|newsx
"""

import json
import sys
from pathlib import Path

from newsx.parse import load


def main(path: Path, what: str) -> None:
    """Read every article once."""
    nlp = load()
    if what == "newsx":
        nlp.add_pipe("newsx", config={"published": "2020-01-01"})
    with path.open(encoding="utf-8") as lines:
        for _ in nlp.pipe(json.loads(line)["text"] for line in lines):
            pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
