"""Records to the folder that `newsx train` learns from: the text of each article, and the names in it."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from newsx.errors import InputError, UsageError
from newsx.kept import Kept
from newsx.score.inputs import as_gold
from newsx.write.output import named


def write(kept: Iterable[Kept], folder: Path) -> int:
    """Write `NAME.txt` and `NAME.json` for each article and return how many. The folder must be new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists: name a new folder")
    with named(folder):
        folder.mkdir(exist_ok=True)
        count = 0
        for count, one in enumerate(kept, 1):
            if one.text is None:
                raise InputError(f"{one.record.source.id}: its text is not at hand; write records with -f jsonl-text")
            name = f"{count:05}-{re.sub(r'[^A-Za-z0-9_-]+', '-', one.record.source.id)[:60]}"
            content = as_gold(json.loads(one.record.model_dump_json()))
            (folder / f"{name}.txt").write_bytes(one.text.encode("utf-8", "replace"))
            (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return count
