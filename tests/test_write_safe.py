"""What newsx did not make is never deleted or overwritten, and two runs never write one output."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsx.errors import NewsxError, UsageError
from newsx.write import format_of, output
from newsx.write.resume import Journal

NEWSX = [sys.executable, "-m", "newsx"]


def journal(path: Path, *, resume: bool = False, force: bool = False) -> Journal:
    return Journal(format_of(path), path, "k", resume=resume, force=force)


def tree(folder: Path) -> dict[str, bytes | str | None]:
    """Everything in a folder: what files hold, where links lead."""
    found: dict[str, bytes | str | None] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        found[name] = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None  # noqa: PTH115
    return found


@pytest.mark.parametrize("options", [{}, {"force": True}, {"resume": True}, {"force": True, "resume": True}])
@pytest.mark.parametrize("kind", ["file", "empty", "folder", "link", "dead link"])
@pytest.mark.parametrize("name", ["v.jsonl.run", "v.jsonl.part", "v.jsonl.new", "w.sqlite.new", "w.sqlite.run"])
def test_what_has_the_name_of_our_own_files_stays(
    name: str, kind: str, options: dict[str, bool], tmp_path: Path
) -> None:
    theirs, thesis = tmp_path / name, tmp_path / "thesis.txt"
    thesis.write_text("mine")
    if kind == "folder":
        theirs.mkdir()
        (theirs / "note").write_text("mine")
    elif kind in ("link", "dead link"):
        theirs.symlink_to(thesis if kind == "link" else tmp_path / "nothing")
    else:
        theirs.write_text("mine" if kind == "file" else "")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=f"{name} was not made by newsx"):
        journal(tmp_path / name.rpartition(".")[0], **options)
    assert tree(tmp_path) == before


def test_a_link_in_the_place_of_an_unfinished_run_is_not_followed(tmp_path: Path) -> None:
    path, thesis = tmp_path / "v.jsonl", tmp_path / "thesis.txt"
    thesis.write_text("mine")
    journal(path).leave()
    output.part_of(path).unlink()
    output.part_of(path).symlink_to(thesis)
    for options in ({"force": True}, {"resume": True}):
        with pytest.raises(UsageError, match="was not made by newsx"):
            journal(path, **options)
    assert thesis.read_text() == "mine"


@pytest.mark.parametrize("options", [{}, {"force": True}, {"resume": True}])
def test_an_output_is_for_one_run_at_a_time(tmp_path: Path, options: dict[str, bool]) -> None:
    path = tmp_path / "v.jsonl"
    first = journal(path)
    before = tree(tmp_path)
    with pytest.raises(UsageError, match=r"another run of newsx is writing .*v\.jsonl: "):
        journal(path, **options)
    assert tree(tmp_path) == before
    first.close()
    assert list(tree(tmp_path)) == ["v.jsonl"]


def test_a_run_that_ended_gives_the_output_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    journal(path).leave()
    journal(path, resume=True).leave()
    journal(path, force=True).close()
    assert list(tree(tmp_path)) == ["v.jsonl"]


def test_the_second_of_two_commands_is_refused_in_one_line(tmp_path: Path) -> None:
    lines, out = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(lines)
    command = [*NEWSX, "extract", str(lines), "-o", str(out), "--jobs", "1"]
    with os.fdopen(os.open(lines, os.O_RDWR), "w") as feed:
        first = subprocess.Popen(command, stderr=subprocess.PIPE)
        while not (tmp_path / "out.jsonl.part").exists() and first.poll() is None:
            pass
        second = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=False)
        feed.write(json.dumps({"text": "Ofcom fined Larkfield Radio £5,000."}) + "\n")
    assert first.wait(60) == 0
    assert second.returncode == 2
    assert second.stderr == f"newsx: another run of newsx is writing {out}: wait for it, or name another output\n"
    assert len(out.read_text().splitlines()) == 1


@pytest.mark.parametrize("name", ["v.jsonl", "v.json"])
def test_a_file_that_comes_while_the_run_is_at_work_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    run = journal(path)
    path.write_text("mine")
    with pytest.raises(NewsxError, match=r"it came while the run was at work.*v\.json.*\.part holds all records"):
        run.close()
    assert path.read_text() == "mine"
    journal(path, resume=True, force=True).close()
    assert path.read_text() != "mine"


def test_force_is_remembered_by_a_run_that_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "v.jsonl"
    path.write_text("old")
    journal(path, force=True).leave()
    journal(path, resume=True).close()
    assert path.read_text() == ""


@pytest.mark.parametrize("theirs", ["budget.csv", "actors.csv/deep.txt", "actors.csv.bak"])
def test_a_folder_of_other_tables_is_never_replaced(tmp_path: Path, theirs: str) -> None:
    file = tmp_path / "out" / theirs
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    with pytest.raises(UsageError, match="holds other files"):
        output.check(tmp_path / "out", force=True, resume=False, folder=True)


def test_a_link_to_a_folder_is_not_replaced_by_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(UsageError, match="is a link"):
        output.check(tmp_path / "out", force=True, resume=False, folder=True)


@pytest.mark.parametrize("name", ["sqlite", "parquet"])
def test_a_format_that_needs_a_file_leaves_a_device_where_it_is(tmp_path: Path, name: str) -> None:
    device = tmp_path / "device"
    os.mkfifo(device)
    with pytest.raises(UsageError, match="needs one"), output.to_device(name, device):
        pass
    assert device.is_fifo()
