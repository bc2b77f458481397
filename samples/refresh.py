"""Write anew what is made from other files: the records of the samples, and the JSON Schema of a record.

python samples/refresh.py
"""

import json
from pathlib import Path

from newsx import Extractor, Record
from newsx.article import Article
from newsx.read import articles
from newsx.records import SCHEMA_VERSION

HERE = Path(__file__).parent
SCHEMA = HERE.parent / "newsx" / "schema.json"


def records() -> dict[Path, str]:
    """Each record's file and its content; the paths in them are those from the top of the tree."""
    extractor = Extractor()
    made = {}
    for file in sorted(f for f in HERE.iterdir() if f.suffix in (".txt", ".md", ".html", ".json")):
        (article,) = articles([str(file)])
        assert isinstance(article, Article), article
        source = {"path": f"samples/{file.name}"}
        record = extractor.extract(article)
        record = record.model_copy(update={"source": record.source.model_copy(update=source)})
        made[HERE / "records" / f"{file.stem}.json"] = record.model_dump_json(indent=2) + "\n"
    return made


def schema() -> str:
    """The JSON Schema of a record."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:newsx:record:{SCHEMA_VERSION}"}
    return json.dumps(made | Record.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (HERE / "records").mkdir(exist_ok=True)
    for path, content in records().items():
        path.write_text(content, "utf-8")
    SCHEMA.write_text(schema(), "utf-8")
