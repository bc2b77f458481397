"""`--engine`: what is said where a cluster, or an address to write to, cannot be had."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsx.cli import app


def said(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    return result.exit_code, result.stderr


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("Ofcom fined Larkfield Radio £20,000 on Monday.")
    return file


def test_a_missing_ray_is_named_with_its_extra(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.startswith(("ray.", "newsx.engines."))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "ray", None)
    code, line = said("extract", article, "--engine", "ray", "-o", article.parent / "out")
    assert (code, line) == (2, "newsx: --engine ray needs the package ray: pip install 'newsx[ray]'\n")


def test_a_cluster_does_not_read_standard_input() -> None:
    code, line = said("extract", "-", "--engine", "ray", "-o", "out")
    assert (code, line) == (2, "newsx: --engine ray reads files and folders, not standard input\n")


def test_one_machine_does_not_write_to_an_address(article: Path) -> None:
    code, line = said("extract", article, "-o", "s3://bucket/records.jsonl")
    assert code == 2
    assert line.startswith("newsx: s3://bucket/records.jsonl: only --engine ray writes to an address")
