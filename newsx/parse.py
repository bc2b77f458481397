"""Text to a spaCy Doc, by the embedded English model or a pipeline that the user names."""

from __future__ import annotations

import configparser
import re
import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from newsx import patterns
from newsx.errors import FAULTS, ModelError
from newsx.model.folder import is_ours, opened, place
from newsx.model.reader import AFTER, BEFORE, FREE, NEVER, STARTS, Reader
from newsx.model.tried import tried
from newsx.runs import Stretches

COMPONENT = "newsx_model"
_SPACYS = re.compile(r"[a-z]{2}_(?:core|dep|ent)_[a-z]+_(?:sm|md|lg|trf)")  # how spaCy names its own pipelines
OPENING = frozenset("\"'“‘«([{")
CLOSING = frozenset("\"'”’»)]}.,;:!?")
WIDEST = 120  # characters; a line that is longer is a paragraph
SHORT_LINE = 70  # characters; a line that stops earlier was not wrapped


def load(model: str | Path | None = None) -> Language:
    """The pipeline: the embedded one (None), the small embedded one ("fast"), a folder of newsx or spaCy, or a package.

    Raises:
        ModelError: no such model, or it is damaged, foreign or newer.
    """
    if model is None or is_ours(place(model)):
        nlp = spacy.blank("en")
        nlp.add_pipe(COMPONENT, config={"folder": "" if model is None else str(model)})
        nlp.tokenizer = Stretches(nlp.tokenizer)
        tried(nlp, str(model or "the embedded model"))
        return nlp
    return theirs(model)


def theirs(model: str | Path) -> Language:
    """Another spaCy pipeline, by folder or package name."""
    name = str(model)
    if not Path(name).exists() and ("/" in name or not spacy.util.is_package(name)):
        known = _SPACYS.fullmatch(name)
        how = f"install it: python -m spacy download {name}" if known else "a folder, or an installed spaCy package"
        raise ModelError(f"{name}: no such model ({how})")
    try:
        return spacy.load(name)
    except (OSError, ImportError, SyntaxError, configparser.Error, struct.error, *FAULTS) as broken:
        reason = str(broken).splitlines()[0] if str(broken) else type(broken).__name__
        raise ModelError(f"{name}: cannot be loaded as a spaCy pipeline ({reason})") from broken


def parse(nlp: Language, text: str) -> Doc:
    """The Doc of a text of any length; `doc.text == text`."""
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    return nlp(text)


class Component:
    """The pipe that fills tags, lemmas, trees, sentences and names of a tokenised Doc."""

    def __init__(self, nlp: Language, folder: Path) -> None:
        self.vocab = nlp.vocab
        self.folder = opened(folder)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.folder)

    def __call__(self, doc: Doc) -> Doc:
        from newsx.model.filling import fill

        split_full_stops(doc)
        tokens = [token for token in doc if not token.is_space]
        reading = self.reader.read([token.text for token in tokens], list(breaks(doc)))
        fill(doc, tokens, reading, self.folder.path)
        return doc


@Language.factory(
    COMPONENT, default_config={"folder": ""}, assigns=["doc.ents", "token.tag", "token.dep", "token.lemma"]
)
def component(nlp: Language, name: str, folder: str) -> Component:
    return Component(nlp, place(folder or None))


def split_full_stops(doc: Doc) -> None:
    """Take "X." apart before a line break, a quote or a word that opens sentences: a company, no initial."""
    found = [t for t in doc if len(t) == 2 and t.text[1] == "." and t.text[0].isupper() and ends_sentence(t)]
    if not found:
        return
    with doc.retokenize() as retokenizer:
        for token in found:
            retokenizer.split(token, [token.text[0], "."], heads=[(token, 0), (token, 0)])


def ends_sentence(initial: Token) -> bool:
    if initial.i + 1 == len(initial.doc):
        return True
    after = initial.nbor()
    return after.is_space or (not after.is_lower and after.text.casefold() in patterns.words("borders", "openers"))


def breaks(doc: Doc) -> Iterator[int]:
    """For each token that is not white space, what the layout says of a sentence start there."""
    new, line_start, before, wrapped = True, 0, None, is_wrapped(doc.text)
    for token in doc:
        if token.is_space:
            if "\n" in token.text and before is not None:
                length = before.idx + len(before) - line_start if wrapped else 0
                new = new or token.text.count("\n") > 1 or ends_line(before, token, length)
                line_start = token.idx + len(token)
            continue
        yield STARTS if new or before is None else between(before, token)
        new, before = False, token


def between(before: Token, token: Token) -> int:
    """Inside a line: no sentence starts after a comma; a quote goes with the word that it touches."""
    touching = before.idx + len(before) == token.idx
    if touching and token.text in CLOSING:
        return AFTER
    if (
        touching
        and before.text in OPENING
        and (before.i == 0 or before.nbor(-1).whitespace_ or before.nbor(-1).is_space)
    ):
        return BEFORE
    quoted = before.text in CLOSING and before.i > 0
    return NEVER if before.text == "," or (quoted and before.nbor(-1).text == ",") else FREE


def is_wrapped(text: str) -> bool:
    """Whether most of a text stands in lines that were cut at a width: a paragraph there has many lines, not one."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 2 * sum(len(line) for line in lines if len(line) > WIDEST) < sum(map(len, lines))


def ends_line(before: Token, gap: Token, length: int) -> bool:
    """Whether one line break ends a sentence: after a full stop, before a bullet, or a short line before a capital."""
    if before.text[-1] in '.!?:”"' or gap.i + 1 >= len(gap.doc):
        return True
    after = gap.nbor()
    if after.text[0].isdigit():
        return length < SHORT_LINE // 2
    return after.text in {"-", "–", "—", "•", "*", "·"} or (length < SHORT_LINE and after.text[0].isupper())
