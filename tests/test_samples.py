"""The samples: each kept record is what newsx makes today, and every span in it is a quote."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from newsx.article import Article
from newsx.read import articles
from samples import refresh

SAMPLES = Path(refresh.__file__).parent
NAMES = sorted(f.stem for f in (SAMPLES / "records").glob("*.json"))
FRESH: dict[Path, str] = {}


def fresh() -> dict[Path, str]:
    if not FRESH:
        FRESH.update(refresh.records())
    return FRESH


def test_every_sample_has_a_record_and_every_record_a_sample() -> None:
    assert sorted(fresh()) == [SAMPLES / "records" / f"{name}.json" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_the_kept_record_is_what_newsx_makes(name: str) -> None:
    if name == "settlement" and importlib.util.find_spec("trafilatura"):
        pytest.skip("the record was made by the built-in HTML reader")
    kept = SAMPLES / "records" / f"{name}.json"
    assert json.loads(kept.read_text("utf-8")) == json.loads(fresh()[kept]), "run: python samples/refresh.py"


@pytest.mark.parametrize("name", NAMES)
def test_every_span_of_a_kept_record_is_a_quote(name: str) -> None:
    (file,) = (f for f in SAMPLES.iterdir() if f.stem == name and f.is_file())
    (article,) = articles([str(file)])
    assert isinstance(article, Article)
    for span in spans(json.loads((SAMPLES / "records" / f"{name}.json").read_text("utf-8"))):
        assert article.text[span["start"] : span["end"]] == span["text"]


def test_the_kept_schema_is_that_of_the_models() -> None:
    assert refresh.SCHEMA.read_text("utf-8") == refresh.schema(), "run: python samples/refresh.py"


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if "start" in value and "end" in value else []
    return own + [span for item in value.values() for span in spans(item)]
