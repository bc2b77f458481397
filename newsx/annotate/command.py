"""One run of `newsx convert`: records or annotations in, records, annotations or a training folder out."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsx import kept
from newsx.annotate import doccano, folder, label_studio, prodigy
from newsx.annotate.marks import task
from newsx.annotate.merge import merged
from newsx.annotate.task import Task
from newsx.batch import Setup
from newsx.errors import InputError, NewsxError
from newsx.kept import Kept
from newsx.score.inputs import objects
from newsx.view.inputs import gathered
from newsx.write import output

Give = Callable[[Task], dict[str, Any]]
_GIVE: dict[str, Give] = {
    "label-studio": label_studio.given, "prodigy": prodigy.given, "doccano": doccano.given,
}  # fmt: skip


def run(inputs: list[str], out: Path, to: str, *, force: bool = False) -> int:
    """Write them and return how many articles there were. Raises NewsxError naming what cannot be converted."""
    if to == "train":
        return folder.write(_records(inputs), out)
    output.check(out, force=force, resume=False)
    made = list(_records(inputs))
    output.whole(out, _content(made, to))
    return len(made)


def _content(made: list[Kept], to: str) -> bytes:
    if to == "records":
        return b"".join(kept.line(one.record, one.text) for one in made)
    given = [_GIVE[to](task(one)) for one in made]
    if to == "label-studio":
        return (json.dumps(given, indent=1) + "\n").encode()
    return "".join(json.dumps(each) + "\n" for each in given).encode()


def _records(inputs: list[str]) -> Iterator[Kept]:
    """The records of all inputs: record files with their articles beside them, and what annotation tools export."""
    annotated = [name for name in inputs if _is_annotated(Path(name))]
    for item in gathered([name for name in inputs if name not in annotated], Setup()):
        if isinstance(item, NewsxError):
            raise item
        yield item
    for name in annotated:
        yield from _annotated(Path(name))


def _annotated(path: Path) -> Iterator[Kept]:
    for number, content in enumerate(objects(path), 1):
        try:
            found = _read(content)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"{path}: task {number}: not as the tool exports it: {error!r}") from error
        if found is not None:
            yield merged(found)


def _read(content: dict[str, Any]) -> Task | None:
    if "data" in content:
        return label_studio.read(content)
    if "spans" in content or "_input_hash" in content:
        return prodigy.read(content)
    return doccano.read(content)


def _is_annotated(path: Path) -> bool:
    """Whether a file is what a tool exports, by its first object."""
    if not path.is_file() or not path.name.lower().endswith(kept.ENDINGS) or kept.is_records(path):
        return False
    first = next(objects(path), {})
    return "data" in first or bool({"spans", "_input_hash", "entities", "label", "labels"} & first.keys())
