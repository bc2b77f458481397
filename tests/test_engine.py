"""`--engine`: what is said where a cluster cannot be had."""

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
