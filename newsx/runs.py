"""A tokenizer that takes long runs without a space in stretches: the time of spaCy's grows with their square."""

import re
from collections.abc import Callable

from spacy.tokens import Doc

# Characters. No word is as long, and no address that is worth anything.
_STRETCH = 100
_RUN = re.compile(rf"\S{{{10 * _STRETCH},}}")


class Stretches:
    """Another tokenizer, called for a stretch of a text at a time where that is needed; no character is lost."""

    def __init__(self, inner: Callable[[str], Doc]) -> None:
        self.inner = inner

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; `doc.text == text`."""
        cuts = [at for run in _RUN.finditer(text) for at in range(run.start() + _STRETCH, run.end(), _STRETCH)]
        if not cuts:
            return self.inner(text)
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return Doc.from_docs([self.inner(part) for part in parts], ensure_whitespace=False) or self.inner(text)
