"""What one article may take: reading counts towards the time, and its memory has an end."""

import gzip
import json
import sys
import time
from pathlib import Path

import pytest

from newsx import bounds, parse
from newsx.article import Article
from newsx.errors import InputError
from newsx.read import articles
from newsx.read.markdown import markdown

TEXT = "Ofcom fined Larkfield Radio £20,000 on Monday."


def test_what_takes_too_long_to_read_is_named_and_what_follows_is_read(tmp_path: Path) -> None:
    nested = "<b>a" * 200_000
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"body_html": nested}) + "\n" + json.dumps({"text": TEXT}) + "\n")
    begun = time.monotonic()
    first, second = articles([str(file)], timeout=1)
    assert time.monotonic() - begun < 30
    assert isinstance(second, Article)
    assert str(first) == f"{file}:1: not read after 1 seconds" or isinstance(first, Article)


def test_a_loop_that_does_not_end_is_ended_even_if_it_catches_every_exception() -> None:
    with pytest.raises(InputError, match=r"not read after 0\.2 seconds"), bounds.reading(0.2):
        while True:
            try:  # noqa: SIM105  a suppress would be another way out
                sum(range(1000))
            except Exception:  # noqa: BLE001  as some libraries do
                pass


@pytest.mark.skipif(sys.platform != "linux", reason="memory has its bound on Linux")
def test_what_takes_too_much_memory_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.json.gz"
    file.write_bytes(gzip.compress(b'{"text": [' + b"[]," * 20_000_000 + b"[]]}", 1))
    (found,) = articles([str(file)])
    assert isinstance(found, InputError)
    assert "needs more than 1024 MiB of memory to read" in str(found)


@pytest.mark.parametrize("line", ["title: a" + " " * 200_000 + "b", "title" + " " * 200_000, "x" * 200_000])
def test_front_matter_costs_what_it_is_long(line: str) -> None:
    begun = time.process_time()
    markdown(f"---\n{line}\nid: 'one'  \n---\n{TEXT}\n")
    assert time.process_time() - begun < 2


def test_front_matter_is_read_without_its_quotes() -> None:
    found = markdown(f"---\ntitle: \"A 'fine'\"  \nid: 'one'\n---\n{TEXT}\n")
    assert (found.title, found.id) == ("A 'fine'", "one")


@pytest.mark.parametrize("unit", ["(", "'", '"', "a-", "(a)"])
def test_a_run_without_a_space_costs_what_it_is_long_and_keeps_its_text(unit: str) -> None:
    tokenizer = parse.load("fast").tokenizer
    text = f"It was fined. {unit * 10_000} So it said."
    begun = time.process_time()
    assert tokenizer(text).text == text
    assert time.process_time() - begun < 5


def test_words_of_any_usual_length_are_taken_as_before() -> None:
    tokenizer = parse.load("fast").tokenizer
    text = f"See https://larkfield.example/{'a' * 300}?b=(c), said “Roe”. " * 9
    assert [t.text for t in tokenizer(text)] == [t.text for t in tokenizer.inner(text)]
