"""The output folder of a run on a cluster: which parts in it count, so that a run that was killed can go on.

`_RUN` stands in it from the start: what the records depend on, how often the run was started, and which parts of
earlier starts count. What a start that was taken for dead still writes counts for nothing, and the end removes it.
`_SUCCESS` says that all parts are there.
"""

import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from newsx.addresses import put, system_of, told
from newsx.errors import UsageError

DONE, RUN = "_SUCCESS", "_RUN"
_PART = re.compile(r"part-(?:(?P<start>\d+)-)?\d{6,}\.(?:jsonl|parquet)")
# A file on its way to its name.
_NEW = re.compile(rf"\.(?:{_PART.pattern}|{RUN})\.[0-9a-f]{{32}}\.new".replace("?P<start>", ""))


@dataclass(frozen=True, slots=True)
class Start:
    """The first start of a run, or one that goes on with what earlier ones wrote: `kept` are the parts that count."""

    key: str
    number: int = 1
    kept: tuple[str, ...] = ()

    def part(self, task: int, ending: str) -> str:
        """The name of a part that this start writes; no other start has it."""
        again = f"{self.number}-" if self.number > 1 else ""
        return f"part-{again}{task:06}.{ending}"

    def counts(self, name: str) -> bool:
        """Whether this is a part of the run, as far as this start knows."""
        part = _PART.fullmatch(name)
        return part is not None and (name in self.kept or int(part["start"] or 1) == self.number)


class Folder:
    """The folder at a path or an address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def begin(self, key: str, *, force: bool, resume: bool) -> Start:
        """Make it ready for the first start of a run, or with `resume` for the next one.

        Raises UsageError where it holds what must not be overwritten, or with `resume` another run's records.
        """
        inside = self._names()
        if any(not _ours(name) for name in inside):
            raise UsageError(f"{self.address} holds other files: name a folder of its own for the records")
        start = self._next(key, inside) if resume and inside else Start(key)
        if inside and not resume:
            self._check(inside, force)
            self._remove([DONE, *inside])
        self._note(start)
        return start

    def finish(self, start: Start) -> None:
        """All parts are there: nothing else is left but the sign of it."""
        names = self._names()
        self._remove(name for name in names if name != RUN and not start.counts(name))
        system, root = system_of(self.address)
        with told(self.address):
            system.pipe_file(f"{root}/{DONE}", b"")
        self._remove([RUN])

    def _names(self) -> list[str]:
        system, root = system_of(self.address)
        with told(self.address):
            found = system.ls(root, detail=False) if system.exists(root) else []
        # Some services list the folder in itself.
        return [path.rpartition("/")[2] for path in map(_bare, found) if path != _bare(root)]

    def _check(self, inside: list[str], force: bool) -> None:
        if force:
            return
        if RUN in inside and DONE not in inside:
            raise UsageError(f"{self.address} is left from an unfinished run: --resume goes on, --force starts again")
        raise UsageError(f"{self.address} exists: --force overwrites it")

    def _next(self, key: str, inside: list[str]) -> Start:
        if DONE in inside:
            raise UsageError(f"{self.address} is complete: nothing is left to resume")
        before = self._before(inside)
        if before.key != key:
            raise UsageError(f"{self.address} was made with {before.key}, this is {key}: --force starts again")
        return Start(key, before.number + 1, tuple(sorted(name for name in inside if before.counts(name))))

    def _before(self, inside: list[str]) -> Start:
        system, root = system_of(self.address)
        if RUN not in inside:
            raise UsageError(f"{self.address} has no {RUN} that says what made it: --force starts again")
        with told(self.address):
            known = json.loads(system.cat_file(f"{root}/{RUN}"))
        return Start(known["key"], known["number"], tuple(known["kept"]))

    def _note(self, start: Start) -> None:
        system, root = system_of(self.address)
        with told(self.address):
            system.makedirs(root, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / RUN
            file.write_text(json.dumps(asdict(start)) + "\n", "utf-8")
            put(file, f"{self.address}/{RUN}")

    def _remove(self, names: Iterable[str]) -> None:
        system, root = system_of(self.address)
        with told(self.address):
            for name in dict.fromkeys(names):
                if system.exists(f"{root}/{name}"):
                    system.rm_file(f"{root}/{name}")


def _ours(name: str) -> bool:
    return name in (DONE, RUN) or bool(_PART.fullmatch(name) or _NEW.fullmatch(name))


def _bare(path: str) -> str:
    return str(path).rstrip("/")
