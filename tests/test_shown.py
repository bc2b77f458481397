"""What strangers wrote commands no terminal, whatever command shows it."""

import json
import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsx import shown

ENV = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
NEWSX = [sys.executable, "-m", "newsx"]
# To the window's title, the clipboard and the colours; C1 forms of the same; marks that turn the direction.
EVIL = "\x1b]0;owned\x07\x1b]52;c;aGk=\x1b\\\x1b[8m\x9b31m\x9d0;x\x9c\u202e\u2066\u200f\u2028\x00\x7f\x08\r"
EVIL_NAME = EVIL.replace("\x00", "")
# The colours of a table, and how progress comes and goes; an article would hide what follows it.
OURS = re.compile(rb"\x1b\[(?!8m)[0-9;]*m|\x1b\[\?25[lh]|\x1b\[1A|\x1b\[2K|\r(?=\x1b\[)")
ARTICLE = f"Ofcom fined Larkfield{EVIL} Radio £20,000. Ann{EVIL}Roe was charged with fraud."
HIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles, patterns and names that are out to command a terminal."""
    articles = tmp_path / "articles"
    articles.mkdir()
    odd = {"id": EVIL, "title": EVIL, "url": f"http:{EVIL}", "language": EVIL, "text": ARTICLE}
    (articles / "a.json").write_text(json.dumps(odd))
    (articles / f"b: {EVIL_NAME.replace('/', '')}.txt").write_text("")
    (articles / f"c{EVIL_NAME.replace('/', '')}.txt").write_text(ARTICLE)
    (articles / f"d: {EVIL_NAME.replace('/', '')}.txt").write_bytes(b"\0\1\2")
    (tmp_path / "patterns").mkdir()
    entry = f'[[entry]]\nid = {json.dumps(EVIL)}\nname = "x"\nkind = "other"\nphrases = ["x"]\nfinds = [{json.dumps(EVIL)}]\n'
    (tmp_path / "patterns" / "agencies.toml").write_text(entry)
    (tmp_path / f"p{EVIL_NAME}").mkdir()
    (tmp_path / f"p{EVIL_NAME}" / f"x{EVIL_NAME}.toml").write_text("")
    return tmp_path


COMMANDS = {
    "table": ["extract", "articles"],
    "explain": ["extract", "articles", "--explain", "--format", "json"],
    **{name: ["extract", "articles", "--format", name] for name in ("json", "jsonl", "csv", "ftm")},
    "summary": ["extract", "articles", "-o", f"out{EVIL_NAME}.jsonl"],
    "exists": ["extract", "articles", "-o", "articles"],
    "unknown ending": ["extract", "articles", "-o", f"a.{EVIL_NAME}"],
    "no input": ["extract", f"none{EVIL_NAME}"],
    "log": ["extract", "articles", "--log-file", f"none{EVIL_NAME}/x"],
    "resume": ["extract", "articles", "--resume", "-o", f"none{EVIL_NAME}/x.jsonl"],
    "model": ["extract", "articles", "--model", f"none{EVIL_NAME}"],
    "published": ["extract", "articles", "--published", EVIL_NAME],
    "patterns of one's own": ["extract", "articles", "--patterns", f"p{EVIL_NAME}"],
    "no patterns": ["extract", "articles", "--patterns", EVIL_NAME],
    "address": ["extract", f"x{EVIL_NAME}://y"],
    "option": [f"--{EVIL_NAME}"],
    "option of extract": ["extract", f"--{EVIL_NAME}", "a"],
    "format": ["extract", "--format", EVIL_NAME],
    "jobs": ["extract", "--jobs", EVIL_NAME],
    "command": [EVIL_NAME],
    "more": ["schema", EVIL_NAME],
    "check": ["patterns", "check", "patterns"],
    "check pack": ["patterns", "check", f"p{EVIL_NAME}"],
    "check folder": ["patterns", "check", f"none{EVIL_NAME}"],
    "train": ["train", f"none{EVIL_NAME}", f"out{EVIL_NAME}"],
    "schema": ["schema"],
    "help": ["--help"],
}


def on_terminal(arguments: list[str], folder: Path) -> bytes:
    """What the command shows where standard output and standard error are a terminal."""
    ours, theirs = pty.openpty()
    env = ENV | {"TERM": "xterm-256color", "COLUMNS": "200"}
    child = subprocess.Popen([*NEWSX, *arguments], stdout=theirs, stderr=theirs, cwd=folder, env=env)
    os.close(theirs)
    found = b""
    while select.select([ours], [], [], 120)[0]:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        found += data
    child.wait()
    os.close(ours)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_shows_what_commands_a_terminal(name: str, folder: Path) -> None:
    said = on_terminal(COMMANDS[name], folder).replace(b"\r\n", b"\n")
    assert said
    assert b"Traceback" not in said
    text = OURS.sub(b"", said).decode("utf-8", "surrogateescape")
    assert HIDDEN.findall(text) == []
    assert "\r" not in text


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_on_a_terminal_is_the_json_of_a_pipe(name: str, folder: Path) -> None:
    arguments = ["extract", "articles/a.json", "--format", name, "-q"]
    piped = subprocess.run([*NEWSX, *arguments], cwd=folder, env=ENV, capture_output=True, check=True).stdout
    assert json.loads(on_terminal(arguments, folder)) == json.loads(piped)
    assert "\u202e" in piped.decode()


@given(st.text() | st.text(st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Zs"))))
def test_a_line_is_one_line_of_what_can_be_seen(text: str) -> None:
    said = shown.line(text)
    assert len(said.splitlines()) <= 1
    assert HIDDEN.findall(said) == []
    said.encode()


def test_text_that_can_be_seen_stays_as_it_is() -> None:
    for text in ("Müller & Søn — “£5” 日本 \u00a0 👩\u200d⚖️ می\u200cخواهم", "a b"):
        assert shown.line(text) == text
