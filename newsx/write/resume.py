"""Records to JSON Lines that survive any end of the run, and from there, when all are there, to a file of any format.

The lines are NAME.part: what it holds is valid, and the next run goes on from it; beside it, NAME.run says what made
it. A record is known again by the hash of its article's text, its id and its path.
"""

import json
import os
from collections import Counter
from pathlib import Path

from newsx.article import Article
from newsx.errors import NewsxError, UsageError
from newsx.records import Record
from newsx.write.jsonl import line
from newsx.write.output import part_of, remove, settle, to_file

# Records between two orders to the disk: what the machine may lose with its power, and do again.
SYNC_EVERY = 200


class Journal:
    """Writes whole lines only, and knows which articles have theirs; `name` is the format that they are for."""

    def __init__(self, name: str, path: Path, key: str, *, resume: bool) -> None:
        self.name, self.path, self.part, self.run = name, path, part_of(path), path.with_name(f"{path.name}.run")
        if resume:
            self._same_run(key)
        else:
            remove(self.part)
        self.run.write_text(key + "\n", "utf-8")
        self.stream = self.part.open("ab", buffering=0)
        self.done = self._read() if resume else Counter[str]()
        self.count = 0

    def has(self, article: Article) -> bool:
        """Whether the article's record was written by an earlier run; each record answers for one article."""
        known = _known(article.sha256, article.id, article.path)
        if not self.done[known]:
            return False
        self.done[known] -= 1
        return True

    def write(self, record: Record) -> None:
        """Write the record's line, or nothing of it. Raises NewsxError when the disk is full."""
        end = os.fstat(self.stream.fileno()).st_size
        try:
            self._write_all(line(record))
        except OSError as error:
            self.stream.truncate(end)
            raise NewsxError(f"{self.part}: {error.strerror}; what is written is whole, --resume goes on") from error
        self.count += 1
        if self.count % SYNC_EVERY == 0:
            os.fsync(self.stream.fileno())

    def close(self) -> None:
        """Give the complete lines their name, or make the file of them that was asked for."""
        os.fsync(self.stream.fileno())
        self.stream.close()
        if self.name == "jsonl":
            settle(self.part, self.path)
        else:
            self._translate()
        remove(self.run)

    @property
    def finished(self) -> bool:
        """Whether the file has its name."""
        return not self.run.exists()

    def leave(self) -> None:
        """Keep what is written for a run with --resume."""
        self.stream.close()

    def _translate(self) -> None:
        with to_file(self.name, self.path) as writer, self.part.open("rb") as lines:
            for text in lines:
                writer.write(Record.model_validate_json(text))
        remove(self.part)

    def _write_all(self, data: bytes) -> None:
        while data:
            data = data[self.stream.write(data) :]

    def _same_run(self, key: str) -> None:
        if self.path.exists() and not self.part.exists():
            raise UsageError(f"{self.path} is complete: nothing is left to resume")
        before = self.run.read_text("utf-8").strip() if self.run.exists() else key
        if self.part.exists() and before != key:
            raise UsageError(f"{self.part} was made with {before}, this is {key}: --force starts again")

    def _read(self) -> Counter[str]:
        """The articles that have a record; a half or damaged line at the end is cut off."""
        done: Counter[str] = Counter()
        end = 0
        with self.part.open("rb") as lines:
            for number, text in enumerate(lines, 1):
                known = _source(text)
                if known is None:
                    self._cut(lines.read(1) != b"", number, end)
                    break
                done[known] += 1
                end += len(text)
        return done

    def _cut(self, more: bool, number: int, end: int) -> None:
        if more and end == 0:
            raise UsageError(f"{self.part}:{number}: not a record of newsx: --force starts again")
        self.stream.truncate(end)


def _source(text: bytes) -> str | None:
    if not text.endswith(b"\n"):
        return None
    try:
        source = json.loads(text)["source"]
        return _known(source["sha256"], source["id"], source["path"])
    except (ValueError, KeyError, TypeError):
        return None


def _known(sha256: str, id_: str, path: str | None) -> str:
    return f"{sha256[:32]} {id_} {path or ''}"
