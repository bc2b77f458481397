"""One bad page never ends the run, and nothing beside it is lost."""

import io
import json
import os
import random
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

from newsx import dates
from newsx.article import Article
from newsx.read import articles

NEWSX = [sys.executable, "-m", "newsx"]
TEXT = "Ofcom fined Larkfield Radio £20,000 on Monday."
GOOD = json.dumps({"text": TEXT})
HALF = "\ud800"


def outcome(path: Path) -> list[str]:
    """The text of each article, or what is said instead, without the path."""
    found = articles([str(path)])
    return [a.text if isinstance(a, Article) else str(a).removeprefix(str(path)).lstrip(":/ ") for a in found]


@pytest.mark.parametrize("field", ["id", "title", "url", "language"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_half_a_character_in_any_field_does_not_end_the_run(tmp_path: Path, field: str, jobs: int) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps({"text": TEXT, field: f"http:{HALF}"}) + "\n" + GOOD + "\n" for _ in "ab"))
    command = [*NEWSX, "extract", str(lines), "-o", str(tmp_path / "out.jsonl"), "-q", "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(records) == 4
    assert records[0]["source"][field] == "http:\ufffd"


@pytest.mark.parametrize("name", ["text", "id", "path", "title", "url", "captured", "language", "encoding"])
def test_every_string_of_an_article_can_be_written(name: str) -> None:
    article = Article(**{"text": "", name: f"a{HALF}b"})  # type: ignore[arg-type]
    assert getattr(article, name) == "a\ufffdb"
    article.source().model_dump_json()


ODD = {
    "headlines": {"text": TEXT, "headlines": 5},
    "bodies": {"bodies": 5},
    "items of bodies": {"text": TEXT, "bodies": [5, None, "a"], "headlines": {"value": "a"}},
    "offset": {"text": TEXT, "date": f"Wed, 04 Feb 2026 08:00:00 -{'9' * 30}"},
    "year": {"text": TEXT, "date": f"Wed, 04 Feb {'9' * 30} 08:00:00 GMT"},
    "brackets": {"body_html": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{TEXT}</p>'},
    "list as text": {"text": [TEXT]},
    "null": None,
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_an_odd_item_is_read_or_named_and_its_neighbours_are_read(tmp_path: Path, odd: str, name: str) -> None:
    items = [GOOD, json.dumps(ODD[odd]), GOOD]
    file = tmp_path / name
    file.write_text("\n".join(items) if name == "a.jsonl" else f"[{','.join(items)}]")
    first, middle, last = outcome(file)
    assert (first, last) == (TEXT, TEXT)
    assert TEXT in middle or middle.startswith(("2: ", "article 2: "))
    assert "a fault in newsx" not in middle


BROKEN = ["[" * 100_000 + "]" * 100_000, "9" * 5000, '{"text": }', "{'text': 1}", "", '{"a": 1} {"b": 2}', '"\\x"']


@pytest.mark.parametrize("broken", BROKEN, ids=[b[:10] for b in BROKEN])
def test_a_broken_item_of_an_array_is_one_line_and_what_follows_is_read(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(f" [ {GOOD} , {broken} , {GOOD} ] ")
    first, middle, last = outcome(file)
    assert (first, last) == (TEXT, TEXT)
    assert middle.startswith("article 2: broken JSON: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", []),
        ("[", ["article 1: broken JSON: the array does not end"]),
        (f"[{GOOD}", [TEXT]),
        (f"[{GOOD},", [TEXT, "article 2: broken JSON: the array does not end"]),
        (f"[{GOOD}] x", [TEXT, "broken JSON: more stands behind the array"]),
    ],
)
def test_an_array_is_read_as_far_as_it_goes(tmp_path: Path, text: str, said: list[str]) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    found = outcome(file)
    if text == f"[{GOOD}":
        assert found[0].startswith("article 1: broken JSON: neither a comma nor the array's end")
        return
    assert len(found) == len(said)
    assert all(f.startswith(s) for f, s in zip(found, said, strict=True))


def tar(count: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number in range(count):
            head = tarfile.TarInfo(f"{number}.txt")
            head.size = len(f"{TEXT} {number}".encode())
            archive.addfile(head, io.BytesIO(f"{TEXT} {number}".encode()))
    return out.getvalue()


@pytest.mark.parametrize("broken", range(4))
def test_a_damaged_head_in_a_tar_is_one_line_and_what_follows_is_read(tmp_path: Path, broken: int) -> None:
    data = bytearray(tar(4))
    data[broken * 1024 : broken * 1024 + 100] = random.Random(7).randbytes(100)
    file = tmp_path / "a.tar"
    file.write_bytes(data)
    expected = [f"{TEXT} {n}" for n in range(4)]
    expected[broken] = "a damaged stretch in this tar archive"
    assert outcome(file) == expected


@pytest.mark.parametrize("data", [b"x", b"no archive" * 500, tar(3)[: 2048 + 200], random.Random(7).randbytes(3000)])
def test_what_is_no_whole_tar_is_said(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.tar"
    file.write_bytes(data)
    *_, last = outcome(file)
    assert last.startswith("cannot be read as a tar archive: ")


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 8), date(9999, 12, 1)])
@pytest.mark.parametrize("said", ["yesterday", "tomorrow", "last Monday"])
def test_a_publication_date_at_the_end_of_all_days_counts_nothing(published: date, said: str) -> None:
    found = dates.find(f"He was fined {said}.", published=published)
    assert [(d.text, d.relative, d.value) for d in found] == [(said, True, None)]


def test_a_path_that_is_too_long_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(TEXT)
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(20):
            Path("a" * 250).mkdir()
            os.chdir("a" * 250)
        Path("deep.txt").write_text(TEXT)
    finally:
        os.chdir(before)
    long, good = outcome(tmp_path)
    assert long.endswith("/" + "a" * 250 + ": File name too long")
    assert good == TEXT


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A folder with an article, beside another one that it must not be left for."""
    (tmp_path / "home" / "deep").mkdir(parents=True)
    (tmp_path / "home" / "deep" / "a.txt").write_text(TEXT)
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "secret.txt").write_text("A secret.")
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("way.txt", "../away/secret.txt"),
        ("way", "../away"),
        ("way", "/"),
        ("way.txt", "way2/secret.txt"),
    ],
)
def test_a_link_that_leads_out_of_the_folder_is_named_and_not_followed(linked: Path, name: str, target: str) -> None:
    (linked / name).symlink_to(target)
    if target.startswith("way2"):
        (linked / "way2").symlink_to("../away")
    first, *lines = outcome(linked)
    assert first == TEXT
    assert len(lines) == 1 + target.startswith("way2")
    assert all("a link that leads out of the folder" in line for line in lines)


def test_a_link_that_is_named_itself_is_followed(linked: Path) -> None:
    (linked / "way").symlink_to("../away")
    (linked / "way.txt").symlink_to("../away/secret.txt")
    assert outcome(linked / "way") == outcome(linked / "way.txt") == ["A secret."]


def test_links_that_fan_out_are_followed_once(tmp_path: Path) -> None:
    for number in range(24):
        folder = tmp_path / "folders" / str(number)
        folder.mkdir(parents=True)
        for name in "ab":
            (folder / name).symlink_to(f"../{number + 1}")
    (tmp_path / "folders" / "24").mkdir()
    (tmp_path / "folders" / "24" / "a.txt").write_text(TEXT)
    assert outcome(tmp_path) == [TEXT]
