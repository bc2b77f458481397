"""A pipeline tried on a sentence: what is wrong with its model shows before any article is read, in one line."""

import zipfile
from types import TracebackType
from typing import Any, Self

from newsx.errors import FAULTS, ModelError

_SENTENCE = "It was fined £5."


def tried(nlp: Any, name: str) -> None:
    """Load all that a pipeline of ours is made of, by reading a sentence with it. Raises ModelError."""
    with _Told(name):
        nlp(_SENTENCE)


class _Told:
    """What reading with a broken model raises, as one line."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The tokenizer's library raises Exception itself, and nothing more exact.
        if kind is not None and (kind is Exception or issubclass(kind, _kinds())):
            said = " ".join(str(error).split())[:200] or kind.__name__
            raise ModelError(f"{self.name}: cannot be used as a model of newsx ({said})") from error


def _kinds() -> tuple[type[BaseException], ...]:
    from onnxruntime.capi import onnxruntime_pybind11_state as library

    theirs = [kind for kind in vars(library).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    return (*theirs, *FAULTS, OSError, EOFError, zipfile.BadZipFile)
