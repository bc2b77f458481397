"""The command: what a user types and what comes back, in this process where that is enough."""

import csv
import fcntl
import gzip
import io
import json
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import newsx
from newsx.cli import app
from newsx.records import Record

TEXT = "Ofcom fined Larkfield Radio £20,000 on Monday. [the company] denied it. See [/docs].\n"
NEWSX = [sys.executable, "-m", "newsx"]
SAMPLES = Path(__file__).parent.parent / "samples"


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "ofcom.txt"
    file.write_text(TEXT)
    return file


@pytest.mark.parametrize("said", ["3 March 2025", "Mon, 3 Mar 2025", "20250303", "3 mars 2025"])
def test_the_publication_date_may_be_said_in_words(article: Path, said: str) -> None:
    assert json.loads(run("extract", article, "--published", said).stdout)["source"]["published"] == "2025-03-03"


def test_a_stated_date_that_was_not_understood_is_told_in_the_record_and_on_standard_error(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"text": "Ofcom fined Larkfield Radio on Monday.", "published": "soon"}))
    result = run("extract", file)
    told = 'the publication date "soon" was not understood'
    assert (json.loads(result.stdout)["warnings"], result.stderr) == ([told], f"newsx: {file}: {told}\n")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl"])
def test_what_is_no_page_is_read_without_the_libraries_for_pages(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"text": "Ofcom fined it.", "published": "3 March 2025"}')
    code = (
        "import sys; from newsx.read import articles; list(articles(sys.argv[1:]));"
        "print([m for m in ('trafilatura', 'htmldate', 'dateparser', 'lxml') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code, tmp_path / name], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.txt", "a.ftm"])
def test_an_output_that_ends_in_gz_is_packed_to_the_same_bytes_each_time(
    tmp_path: Path, article: Path, name: str
) -> None:
    for file in (name, f"{name}.gz", f"b-{name}.gz"):
        assert run("extract", article, "-o", tmp_path / file).exit_code == 0
    packed = (tmp_path / f"{name}.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / name).read_bytes()
    assert packed == (tmp_path / f"b-{name}.gz").read_bytes()
    assert not list(tmp_path.glob("*.new"))


@pytest.mark.parametrize("name", ["a.sqlite.gz", "a.parquet.gz", "a.gz"])
def test_an_output_that_cannot_be_packed_is_refused(tmp_path: Path, article: Path, name: str) -> None:
    result = run("extract", article, "-o", tmp_path / name)
    assert result.exit_code == 2
    assert name in result.stderr


@pytest.mark.parametrize("options", [[], ["--format", "jsonl"], ["--format", "csv"]])
def test_a_dash_as_output_is_standard_output(article: Path, options: list[str]) -> None:
    assert run("extract", article, "-o", "-", *options).stdout == run("extract", article, *options).stdout != ""


def test_an_empty_name_is_wrong_usage(article: Path) -> None:
    result = run("extract", "")
    assert (result.exit_code, result.stdout) == (2, "[]\n")
    assert result.stderr == "newsx: an empty name: neither a file nor a folder\n"


def test_a_pipe_gets_json(article: Path) -> None:
    result = run("extract", article, "--published", "2025-03-05")
    record = Record.model_validate_json(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (record.source.id, record.source.published, record.source.published_from) == (
        "ofcom",
        "2025-03-05",
        "option",
    )


def test_several_articles_are_an_array_in_their_order(article: Path) -> None:
    content = json.loads(run("extract", SAMPLES / "fine.txt", article, "-q").stdout)
    assert [record["source"]["id"] for record in content] == ["fine", "ofcom"]


def test_standard_input_is_read_with_a_dash_and_without(article: Path) -> None:
    first, second = run("extract", "-", stdin=TEXT), run("extract", stdin=TEXT)
    assert json.loads(first.stdout)["source"]["id"] == "stdin"
    assert first.stdout == second.stdout


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        (json.dumps({"id": "one", "text": TEXT}), ["one"]),
        (json.dumps([{"id": "one", "text": TEXT}, {"text": TEXT}]), ["one", "stdin-2"]),
        (json.dumps({"id": "one", "text": TEXT}) + "\n" + json.dumps({"id": "two", "text": TEXT}), ["one", "two"]),
        (f"<!DOCTYPE html><p>{TEXT}</p>", ["stdin"]),
        ("[the company] denied it", ["stdin"]),
        ('{curly} "quotes"', []),
    ],
    ids=["json", "array", "jsonl", "html", "bracket", "broken"],
)
def test_standard_input_is_told_by_how_it_begins(stdin: str, ids: list[str]) -> None:
    result = run("extract", "-", "--format", "jsonl", stdin=stdin)
    assert [json.loads(line)["source"]["id"] for line in result.stdout.splitlines()] == ids
    assert result.exit_code == (0 if ids else 1)


def test_the_same_input_gives_the_same_bytes(article: Path) -> None:
    assert run("extract", article, SAMPLES).stdout == run("extract", article, SAMPLES).stdout


def test_bad_files_are_named_in_a_line_each_and_harm_no_other(tmp_path: Path, article: Path) -> None:
    bad = {
        "a.txt": b"", "b.txt": b"\0\1\2\3", "c.txt": b"The court \xff\xfe fined", "d.json": b'{"text":',
        "e.jsonl": b'{"text":\n{"text": "Fined."}\n', "f.md": b"---\n---\n",
    }  # fmt: skip
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "empty").mkdir()
    result = run("extract", tmp_path, tmp_path / "empty", "--format", "jsonl", "-q")
    assert result.exit_code == 1
    assert [json.loads(line)["source"]["id"] for line in result.stdout.splitlines()] == ["e-2", "ofcom"]
    lines = result.stderr.splitlines()
    assert [line.split(": ")[1].removesuffix(":1") for line in lines] == [
        *(str(tmp_path / n) for n in bad),
        str(tmp_path / "empty"),
    ]
    reasons = (
        "an empty file",
        "a binary file",
        "bad UTF-8 at byte 10",
        "broken JSON",
        "broken JSON",
        "no text",
        "no articles",
    )
    assert all(reason in line for reason, line in zip(reasons, lines, strict=True))


def test_a_missing_file_is_wrong_usage_and_the_rest_is_read(article: Path) -> None:
    result = run("extract", "none.txt", article)
    assert result.exit_code == 2
    assert result.stderr == "newsx: none.txt: no such file or folder\n"
    assert json.loads(result.stdout)["source"]["id"] == "ofcom"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--format", "docx"], "docx"),
        (["--published", "04/02/2026"], "not a date"),
        (["--nothing"], "--nothing"),
        (["--jobs", "0"], "--jobs"),
        (["-o", "none/a.json"], "no such folder"),
        (["-o", "a.docx"], "no format has this ending"),
        (["--resume"], "--resume needs"),
        (["--log-file", "none/a.log"], "No such file"),
        (["--patterns", "none"], "no such folder"),
        (["--model", "none"], "none"),
    ],
)
def test_wrong_usage_is_said_and_exits_2(article: Path, arguments: list[str], reason: str) -> None:
    result = run("extract", article, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_an_output_without_an_ending_is_a_folder_of_csv(article: Path, tmp_path: Path) -> None:
    assert run("extract", article, "-o", tmp_path / "out").exit_code == 0
    assert "Larkfield Radio" in (tmp_path / "out" / "actors.csv").read_text()


def test_an_output_file_is_not_overwritten_without_force(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    result = run("extract", article, "-o", out)
    assert (result.exit_code, out.read_text()) == (2, "old")
    assert "--force" in result.stderr
    assert run("extract", article, "-o", out, "--force").exit_code == 0
    assert json.loads(out.read_text())["source"]["id"] == "ofcom"


def test_the_output_ending_chooses_the_format(article: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "a.jsonl"):
        assert run("extract", article, SAMPLES / "fine.txt", "-o", tmp_path / name, "-q").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text())))
    assert {row["article"] for row in rows} <= {"ofcom", "fine"}
    assert len((tmp_path / "a.jsonl").read_text().splitlines()) == 2
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.run"))


def test_explain_names_the_rule_of_each_item() -> None:
    result = run("extract", SAMPLES / "fine.txt", "--explain")
    record = Record.model_validate_json(result.stdout)
    for fine in record.fines:
        assert any(line.startswith(f"{fine.id}  {fine.evidence.rule}  ") for line in result.stderr.splitlines())


def test_a_log_file_keeps_errors_and_the_summary(article: Path, tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    run("extract", article, "none.txt", "--log-file", log, "-q")
    lines = log.read_text().splitlines()
    assert lines[0] == "none.txt: no such file or folder"
    assert re.match(r"2 articles, 1 records, ", lines[1])
    assert lines[2] == "1 failed: no such file or folder"


def test_the_schema_is_printed() -> None:
    made = json.loads(run("schema").stdout)
    assert made.pop("$schema") == "https://json-schema.org/draft/2020-12/schema"
    assert made.pop("$id") == "urn:newsx:record:1.0"
    assert made == Record.model_json_schema()


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"newsx {newsx.__version__}\n"


@pytest.mark.parametrize("command", [[], ["extract"], ["schema"], ["patterns"], ["patterns", "check"]])
def test_help_shows_two_examples_of_each_command(command: list[str]) -> None:
    result = run(*command, "--help")
    examples = re.findall(r"^\s+newsx .+", result.stdout.partition("Examples:")[2], re.MULTILINE)
    assert (result.exit_code, len(examples)) == (0, 2)


def test_completion_is_offered() -> None:
    assert "--install-completion" in run("--help").stdout


# From here on, behaviour that only a process of its own shows.


def process(*arguments: object, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*NEWSX, *(str(a) for a in arguments)], capture_output=True, timeout=60, check=False, **options
    )  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("arguments", [["--help"], ["schema"], ["--version"], ["extract", "--help"]])
def test_commands_without_articles_do_not_import_spacy(arguments: list[str]) -> None:
    code = f"import sys; sys.argv = ['newsx', *{arguments!r}]; from newsx.cli import main\ntry: main()\nexcept SystemExit: pass\nprint('spacy' in sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.split()[-1] == b"False"


def test_patterns_check_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "nonsense.toml").write_text('[[entry]]\nid = "a"\n')
    done = process("patterns", "check", tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no pack is called 'nonsense'" in done.stderr


def test_patterns_check_says_how_many_entries_it_proved(tmp_path: Path) -> None:
    entry = 'id = "{}"\nname = "Larkfield Board"\nkind = "regulator"\ncountry = "GB"\nphrases = ["Larkfield Board"]\nfinds = ["The {} Board said so."]\n'
    entries = (entry.format("a", "Larkfield"), entry.format("b", "Other"))
    (tmp_path / "agencies.toml").write_text("".join(f"[[entry]]\n{each}" for each in entries))
    done = process("patterns", "check", tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "newsx: 2 entries proved with 2 sentences, 1 wrong"


def test_json_has_no_colours_even_when_they_are_forced(article: Path) -> None:
    done = process(
        "extract", article, "--format", "jsonl", env=os.environ | {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1"}
    )
    assert b"\x1b" not in done.stdout
    json.loads(done.stdout)


def test_a_reader_that_stops_early_ends_the_command_quietly(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(json.dumps({"id": str(n), "text": TEXT * 9}) + "\n" for n in range(60)))
    command = f"{' '.join(NEWSX)} extract {lines} --jobs 1 --format jsonl | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)
    assert (len(done.stdout.splitlines()), done.stderr) == (1, b"")


def on_terminal(columns: int, *arguments: object) -> str:
    """What the command shows on a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    child = subprocess.Popen([*NEWSX, *(str(a) for a in arguments)], stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    shown = b"".join(chunks(ours))
    child.wait()
    return shown.decode()


def chunks(terminal: int) -> Iterator[bytes]:
    while select.select([terminal], [], [], 60)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return
        if not data:
            return
        yield data


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_gets_a_summary_of_its_width(columns: int) -> None:
    shown = plainly(on_terminal(columns, "extract", SAMPLES / "fine.txt"))
    lines = shown.splitlines()
    assert "Greyport Bank" in lines
    assert max(map(len, lines)) <= columns
    assert len(lines) <= 24
    assert not re.search(r"\b(?:actor|charge|fine)-\d", shown)


def test_wide_shows_every_finding_in_rows_of_the_width() -> None:
    shown = plainly(on_terminal(60, "extract", SAMPLES / "fine.txt", "--wide"))
    assert max(map(len, shown.splitlines())) <= 60
    assert re.search(r"^fine-5  €3.1 million$", shown, re.M)
    assert re.search(r"^  amount +3100000$", shown, re.M)


def test_colours_are_left_out_where_the_user_wants_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = on_terminal(80, "extract", SAMPLES / "fine.txt")
    monkeypatch.setenv("NO_COLOR", "1")
    without = on_terminal(80, "extract", SAMPLES / "fine.txt")
    assert re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7])", coloured)
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7])", without)
    assert plainly(coloured) == plainly(without)


def plainly(shown: str) -> str:
    """What a terminal shows, without the colours and the carriage returns."""
    return re.sub(r"\x1b\[[0-9;]*m", "", shown).replace("\r", "")


@pytest.mark.parametrize(
    ("closed", "status", "left"),
    [
        (">&-", 2, "newsx: standard output is closed: name a file with -o"),
        ("none.txt 2>&-  -o out.json", 2, ""),
    ],
)
def test_a_closed_stream_is_no_traceback(tmp_path: Path, closed: str, status: int, left: str) -> None:
    (tmp_path / "empty.txt").write_text("")
    command = f"{shlex.join(NEWSX)} extract empty.txt {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (status, "", left)


def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(tmp_path: Path) -> None:
    lines, out, part = tmp_path / "many.jsonl", tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    os.mkfifo(lines)
    child = subprocess.Popen([*NEWSX, "extract", str(lines), "-o", str(out), "--jobs", "1"], stderr=subprocess.PIPE)
    with lines.open("w") as feed:
        feed.write("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(20)))
        feed.flush()
        deadline = time.monotonic() + 120
        while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
    _, said = child.communicate()
    assert (child.returncode, out.exists()) == (130, False)
    assert b"--resume goes on" in said
    written = [json.loads(line)["source"]["id"] for line in part.read_text().splitlines()]
    assert written == [str(n) for n in range(len(written))]
    assert len(written) >= 16
