"""Nothing leaves the machine and nothing is kept: every command with an empty home and nobody to call."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox import forbid_calls, needed

NEWSX = [sys.executable, "-m", "newsx"]
ROOT = Path(__file__).parent.parent
SAMPLE = str(ROOT / "samples" / "fine.txt")
COMMANDS = {
    "help": ["--help"],
    "schema": ["schema"],
    "extract": ["extract", SAMPLE],
    "fast": ["extract", SAMPLE, "--model", "fast"],
    "explain": ["extract", SAMPLE, "--explain"],
    "workers": ["extract", SAMPLE, "--jobs", "2"],
    "check": ["patterns", "check", str(ROOT / "samples")],
    "train": ["train", "records", "out"],
}
pytestmark = needed


def alone(command: list[str], home: Path, **options: object) -> "subprocess.Popen[bytes]":
    """The command with `home` as all that it has, forbidden to call anybody and, where the system lets us, without a network."""
    env = {"HOME": str(home), "TMPDIR": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*_unshared(), *command], env=env, cwd=home, preexec_fn=forbid_calls,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options,
    )  # type: ignore[call-overload, no-any-return]  # fmt: skip


def _unshared() -> list[str]:
    tool = shutil.which("unshare")
    able = tool and subprocess.run([tool, "-rn", "true"], capture_output=True, check=False).returncode == 0
    return [str(tool), "-rn"] if able else []


def test_the_filter_ends_a_process_that_calls_somebody(tmp_path: Path) -> None:
    child = alone([sys.executable, "-c", "import socket; socket.socket().connect(('192.0.2.1', 80))"], tmp_path)
    child.communicate()
    assert child.returncode in (-signal.SIGSYS, 128 + signal.SIGSYS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_calls_nobody_and_leaves_no_file(name: str, tmp_path: Path) -> None:
    child = alone([*NEWSX, *COMMANDS[name]], tmp_path)
    _, said = child.communicate(timeout=300)
    expected = 2 if name == "train" else 0  # it has no articles
    assert child.returncode == expected, said.decode()
    assert sorted(tmp_path.rglob("*")) == []


@pytest.mark.slow
def test_a_run_that_goes_on_for_a_while_calls_nobody_either(tmp_path: Path) -> None:
    """A library that sends something waits for some ten seconds before it does."""
    lines = tmp_path / "lines.jsonl"
    os.mkfifo(lines)
    child = alone([*NEWSX, "extract", str(lines), "--jobs", "2"], tmp_path)
    with os.fdopen(os.open(lines, os.O_RDWR), "w") as feed:  # for reading too: a child that is dead opens no other end
        feed.write("".join(json.dumps({"text": f"Ofcom fined Larkfield Radio £{n},000."}) + "\n" for n in range(40)))
        feed.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(timeout=25)
    _, said = child.communicate(timeout=300)
    assert (child.returncode, said) == (0, b"")
    assert sorted(tmp_path.rglob("*")) == [lines]


def test_a_switch_of_the_users_own_is_left_as_it_is() -> None:
    code = "import os, newsx; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    given = os.environ | {"ORT_DISABLE_TELEMETRY": "0", "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, check=True).stdout == b"0\n"
