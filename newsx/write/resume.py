"""Records to JSON Lines that survive any end of the run, and from there, when all are there, to a file of any format.

The lines are NAME.part: what it holds is valid, and the next run goes on from it; beside it, NAME.run says what made
it. A record is known again by the hash of its article's text, its id and its path. For an address both stand in the
working folder, and the complete file is put there at the end.
"""

import json
import os
from collections import Counter
from errno import EEXIST
from pathlib import Path

from newsx.article import Article
from newsx.errors import NewsxError, UsageError
from newsx.kept import line, parsed
from newsx.records import Record
from newsx.write import TEXTS, is_packed
from newsx.write.claim import MAKES, NOT_OURS, REPLACES, Claim, there
from newsx.write.output import making, named, new_of, part_of, remove, settle

# Records between two orders to the disk: what the machine may lose with its power, and do again.
SYNC_EVERY = 200


class Journal:
    """Writes whole lines only, and knows which articles have theirs; `name` is the format that they are for.

    With an `address` the file goes there, and `path` is only the name beside which the unfinished work stands.
    """

    def __init__(
        self, name: str, path: Path, key: str, *, resume: bool, force: bool = False, address: str | None = None
    ) -> None:
        self.address, self.packed = address, is_packed(address or path)
        key = f"{key} for {address}" if address else key
        key = f"{key} with texts" if name in TEXTS else key  # what was left without them cannot go on with them
        self.name, self.path, self.part = name, path, part_of(path)
        self.claim = Claim(path)
        try:
            self._begin(key, resume, force)
            self.stream = self.part.open("ab" if resume else "xb", buffering=0)
            self.done = self._read() if resume else Counter[str]()
        except BaseException:
            self.claim.release()
            raise
        self.count = 0

    def has(self, article: Article) -> bool:
        """Whether the article's record was written by an earlier run; each record answers for one article."""
        known = _known(article.sha256, article.id, article.path)
        if not self.done[known]:
            return False
        self.done[known] -= 1
        return True

    def write(self, record: Record, text: str | None = None) -> None:
        """Write the record's line, or nothing of it. Raises NewsxError when the disk is full."""
        end = os.fstat(self.stream.fileno()).st_size
        try:
            self._write_all(line(record, text if self.name in TEXTS else None))
        except OSError as error:
            self.stream.truncate(end)
            raise NewsxError(f"{self.part}: {error.strerror}; what is written is whole, --resume goes on") from error
        self.count += 1
        if self.count % SYNC_EVERY == 0:
            os.fsync(self.stream.fileno())

    def close(self) -> None:
        """Give the complete lines their name, or make the file of them that was asked for."""
        try:
            with named(self.path):
                self._settle()
        except NewsxError as error:
            raise NewsxError(f"{error}; {self.part} holds all records, and --resume goes on with them") from error
        finally:
            self.claim.release()

    def _settle(self) -> None:
        os.fsync(self.stream.fileno())
        self.stream.close()
        bare = self.name in ("jsonl", "jsonl-text") and not self.packed
        new = self.part if bare else self._translated()
        if self.address:
            from newsx.addresses import put

            put(new, self.address)
        elif there(self.path) and REPLACES not in self.claim.notes:
            raise FileExistsError(EEXIST, "it came while the run was at work; --force overwrites it")
        else:
            settle(new, self.path)
        for file in (new, self.part):
            remove(file)
        self.claim.end()

    @property
    def finished(self) -> bool:
        """Whether the file has its name."""
        return not there(self.claim.file)

    def leave(self) -> None:
        """Keep what is written for a run with --resume."""
        self.stream.close()
        self.claim.release()

    def _begin(self, key: str, resume: bool, force: bool) -> None:
        """See that nothing of the user's is in the way, clear away what earlier runs left, and write the claim."""
        self._check(resume or force)
        if resume:
            self._same_run(key)
        else:
            remove(self.part)
        remove(new_of(self.path))
        self.claim.begin(key, *([REPLACES] if force or (resume and REPLACES in self.claim.notes) else []))

    def _check(self, replace: bool) -> None:
        new, part = new_of(self.path), self.part
        if there(part) and (self.claim.created or not part.is_file() or part.is_symlink()):
            raise UsageError(f"{part} {NOT_OURS}")
        if there(new) and (MAKES not in self.claim.notes or new.is_symlink()):
            raise UsageError(f"{new} {NOT_OURS}")
        if there(part) and not replace:
            raise UsageError(f"{part} is left from an unfinished run: --resume goes on, --force starts again")

    def _translated(self) -> Path:
        new = new_of(self.path)
        self.claim.note(MAKES)
        with making(self.name, new, packed=self.packed) as writer, self.part.open("rb") as lines:
            for data in lines:
                kept = parsed(data)
                writer.write(kept.record, kept.text)
        return new

    def _write_all(self, data: bytes) -> None:
        while data:
            data = data[self.stream.write(data) :]

    def _same_run(self, key: str) -> None:
        if not self.part.exists() and self._complete():
            raise UsageError(f"{self.address or self.path} is complete: nothing is left to resume")
        if self.part.exists() and self.claim.key != key:
            raise UsageError(f"{self.part} was made with {self.claim.key}, this is {key}: --force starts again")

    def _complete(self) -> bool:
        if not self.address:
            return self.path.exists()
        from newsx.addresses import exists

        return exists(self.address)

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
