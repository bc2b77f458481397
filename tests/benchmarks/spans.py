"""Check the promises of the record over many articles: `python tests/benchmarks/spans.py FILE.jsonl… [--most N]`.

Each line of a file is an article (id, text, published). Prints how many records and spans were checked; a broken promise
ends the run with an AssertionError that shows it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from newsx import Extractor
from newsx.errors import NewsxError
from newsx.read import articles
from tests.laws import check


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("files", nargs="+")
    told.add_argument("--most", type=int, default=300, help="articles to check")
    args = told.parse_args()
    extractor, records, spans = Extractor(), 0, 0
    for article in articles(args.files):
        if records == args.most:
            break
        if isinstance(article, NewsxError):
            raise article
        record = extractor.extract(article)
        check(record, article.text)
        records += 1
        spans += sum(1 for _ in _spans(json.loads(record.model_dump_json())))
    print(f"{records} records, {spans} spans: each stands in its article as it says")


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _spans(part)


if __name__ == "__main__":
    main()
