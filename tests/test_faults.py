"""One bad page never ends the run, and nothing beside it is lost."""

import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

from newsx import dates, parse, patterns, proofs
from newsx.article import Article
from newsx.errors import ModelError, PatternError
from newsx.model.folder import EMBEDDED, FAST
from newsx.read import articles

ENV = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
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


def model(folder: Path, **junk: object) -> Path:
    """The fast model with other files in it, each with its checksum, as whoever made them would seal them."""
    shutil.copytree(EMBEDDED / FAST, folder)
    meta = json.loads((folder / "meta.json").read_text())
    for name, content in junk.items():
        if name in ("answers", "files"):
            meta[name] = content
            continue
        file = next(path for path in folder.iterdir() if path.stem == name)
        file.write_bytes(content if isinstance(content, bytes) else str(content).encode())
        if file.name in meta["files"]:
            meta["files"][file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    if "meta" not in junk:
        (folder / "meta.json").write_text(json.dumps(meta))
    return folder


JUNK: list[dict[str, object]] = [
    {"weights": b"junk"}, {"weights": b""}, {"tokenizer": "{}"}, {"tokenizer": "junk"}, {"labels": b"junk"}, {"labels": b""},
    {"answers": 5}, {"answers": []}, {"answers": {}}, {"answers": {"names": 5}}, {"answers": {"names": [[]]}}, {"files": []},
    {"files": {"weights.onnx": 5}}, {"meta": "[" * 100_000}, {"meta": "[]"}, {"meta": '{"format": true, "answers": {}}'},
    {"meta": f'{{"format": {"9" * 5000}}}'}, {"lemmas": "{}"}, {"lemmas": "[" * 100_000},
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=str)
def test_a_junk_model_is_named_in_one_line_before_anything_is_read(tmp_path: Path, junk: dict[str, object]) -> None:
    folder = model(tmp_path / "model", **junk)
    with pytest.raises(ModelError, match=str(folder)) as told:
        parse.load(folder)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["pip", "pytest", "pydantic_core", "nothing_of_the_kind"])
def test_a_package_that_is_no_model_is_named_in_one_line(name: str) -> None:
    with pytest.raises(ModelError, match=name) as told:
        parse.load(name)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("content", ["", "junk", "[nlp]", "[" * 100_000, "[nlp]\nlang = 5\n", "[a]\n[a]\n", '[nlp]\nlang = "en"\npipeline = 5\n'])  # fmt: skip
def test_a_junk_pipeline_is_named_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "config.cfg").write_text(content)
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "x", "version": "1"}')
    with pytest.raises(ModelError, match=str(tmp_path)) as told:
        parse.load(tmp_path)
    assert "\n" not in str(told.value)


PACKS = {
    "entry = 5": "must be tables",
    "entry = [5]": "needs an id",
    "[[entry]]\nid = 5": "needs an id",
    "x = " + "[" * 100_000: "too deep",
    "x = " + "{a=" * 100_000: "too deep",
    "a." * 20_000 + "b = 1": "more than fifty parts",
    "[" + '"a" . ' * 20_000 + "b]": "more than fifty parts",
    "x = {" + "'a'." * 20_000 + "b = 1}": "more than fifty parts",
    "x = " + "9" * 5000: "digits",
    "\0": "agencies.toml",
}


@pytest.mark.parametrize("content", PACKS, ids=[c[:20] for c in PACKS])
def test_a_broken_pack_is_named_in_one_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "agencies.toml").write_text(content)
    with pytest.raises(PatternError, match=PACKS[content]) as told:
        patterns.read(tmp_path, "agencies")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "line", ["finds = 5", "finds = [5]", 'finds = ["a"]\nskips = {a = 1}', "phrases = 5\nfinds = ['a']"]
)
def test_an_entry_of_wrong_types_is_a_problem_and_no_traceback(tmp_path: Path, line: str) -> None:
    (tmp_path / "agencies.toml").write_text(f'[[entry]]\nid = "x"\nname = "x"\nkind = "other"\n{line}\n')
    problems = list(proofs.check(tmp_path))
    assert problems
    assert all(problem.entry == "x" for problem in problems)


@pytest.mark.parametrize(
    "arguments", [["schema"], ["--help"], ["--version"], ["extract", "--help"], ["patterns", "--help"]]
)
def test_a_full_standard_output_is_said_in_one_line(arguments: list[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with full.open("wb") as out:
        done = subprocess.run([*NEWSX, *arguments], stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "newsx: standard output: No space left on device\n")


@pytest.mark.parametrize("name", [b"no\xff/log", b"folder\xff", b"full\xff\x1b[31m"])
def test_a_log_file_whose_name_cannot_be_printed_is_no_traceback(tmp_path: Path, name: bytes) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / os.fsdecode(b"folder\xff")).mkdir()
    (tmp_path / os.fsdecode(b"full\xff\x1b[31m")).symlink_to("/dev/full")
    command = [*NEWSX, "extract", "a.txt", "none\udcff.txt", "--log-file", os.fsdecode(name)]
    done = subprocess.run(command, cwd=tmp_path, env=ENV, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 2
    assert b"--log-file " + name.replace(b"\xff", b"\\udcff").replace(b"\x1b", b"\\x1b") in done.stderr


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_while_workers_start_is_answered_at_once(tmp_path: Path, times: int) -> None:
    lines, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    lines.write_text(f"{GOOD}\n" * 2000)
    command = [*NEWSX, "extract", str(lines), "-o", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as child:
        assert child.stderr is not None
        while not (tmp_path / "out.jsonl.part").exists() and child.poll() is None:
            pass
        child.send_signal(signal.SIGINT)
        first = child.stderr.readline()
        if times == 2:
            child.send_signal(signal.SIGINT)
        rest = child.stderr.read()
    assert b"stopping when what is in hand is done; --resume will go on" in first
    assert child.returncode == 130
    assert b"Traceback" not in rest
    assert (tmp_path / "out.jsonl.part").read_bytes().count(b"\n") < 1000
    assert rest.count(b"--resume goes on") == (times == 1)
