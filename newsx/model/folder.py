"""A model folder on disk to its checked parts, or one line that says what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsx.errors import ModelError

FORMAT = 1
EMBEDDED = Path(__file__).parent
FAST = "fast"  # the name of the small embedded model
CHECKED = ("labels.npy", "tokenizer.json", "weights.onnx")
JUDGE = ("judge.npz", "scales.json")  # of a model that knows the case


@dataclass(frozen=True)
class Folder:
    """A model folder whose files are all there and are the ones that were sealed."""

    path: Path
    answers: dict[str, tuple[str, ...]]
    judged: bool = False  # whether it knows the case


def place(name: str | Path | None) -> Path:
    """The folder that a name of a model means: the embedded one (None), the fast one beside it, or the named one."""
    if name is None:
        return EMBEDDED
    return EMBEDDED / FAST if str(name) == FAST else Path(name)


def is_ours(path: Path) -> bool:
    """Whether a folder claims to be a model of newsx (spaCy's pipelines have a config.cfg)."""
    return (path / "meta.json").is_file() and not (path / "config.cfg").is_file()


def opened(path: Path) -> Folder:
    """Check a folder and read its meta.json.

    Raises:
        ModelError: a file is missing or changed, or the folder was written by another program or a newer newsx.
    """
    meta = read_meta(path)
    if not isinstance(meta.get("format"), int) or "answers" not in meta:
        raise ModelError(f"{path}: not a model of newsx (meta.json names no format)")
    if meta["format"] > FORMAT:
        raise ModelError(f"{path}: made by a newer newsx (format {meta['format']}, this one reads {FORMAT})")
    answers, files = meta["answers"], meta.get("files", {})
    if not (isinstance(files, dict) and isinstance(answers, dict) and all(map(is_list_of_words, answers.values()))):
        raise ModelError(f"{path}: meta.json cannot be read")
    judged = any(name in files for name in JUDGE)
    for name in (*CHECKED, *(JUDGE if judged else ())):
        check(path / name, files.get(name, ""))
    return Folder(path, {name: tuple(choices) for name, choices in answers.items()}, judged)


def is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def read_meta(path: Path) -> dict[str, Any]:
    try:
        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
    except FileNotFoundError as gone:
        raise ModelError(f"{path}: no model here (meta.json is missing)") from gone
    except (OSError, ValueError, RecursionError) as broken:
        raise ModelError(f"{path}: meta.json cannot be read") from broken
    if not isinstance(meta, dict):
        raise ModelError(f"{path}: meta.json cannot be read")
    return meta


def check(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as gone:
        raise ModelError(f"{path.parent}: {path.name} is missing") from gone
    if found != expected:
        raise ModelError(f"{path.parent}: {path.name} is damaged (its checksum is not the one in meta.json)")
