"""What the parse says of the words of an article: tag, subject, sentence. Silent where there is no parse."""

import re
from bisect import bisect_right

from spacy.tokens import Doc, Token

from newsx.entities.scan import Word

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"})
_OPENING = frozenset('"“„«')
_CLOSING = frozenset('"”»')
_MARK = re.compile(r'["“„«”»\n]')


class Syntax:
    """Tokens by their place in the text, and the sentence of a place."""

    def __init__(self, doc: Doc) -> None:
        self.tagged = doc.has_annotation("TAG")
        self.parsed = doc.has_annotation("DEP")
        self._tokens = {t.idx: t for t in doc}
        self.sentences = [s.start_char for s in doc.sents]
        self._quoted = _quotations(doc.text)

    def token(self, offset: int) -> Token | None:
        """The token that begins at a character."""
        return self._tokens.get(offset)

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a stretch of the text."""
        return [t for t in map(self._tokens.get, range(start, end)) if t is not None]

    def tag(self, word: Word) -> str:
        """The Penn tag of a word's first token, "" where nothing is known."""
        token = self._tokens.get(word.start)
        return token.tag_ if token is not None and self.tagged else ""

    def sentence(self, offset: int) -> int:
        """The number of the sentence over a character."""
        return bisect_right(self.sentences, offset) - 1

    def subject(self, start: int, end: int) -> bool:
        """Whether the noun phrase in these characters is the subject of a clause."""
        if not self.parsed:
            return False
        tokens = self.tokens(start, end)
        return any(t.dep_ in _SUBJECTS and not start <= t.head.idx < end for t in tokens)

    def quoted(self, offset: int) -> bool:
        """Whether a character stands inside a quotation."""
        return bisect_right(self._quoted, offset) % 2 == 1


def _quotations(text: str) -> list[int]:
    """Where quotations begin and end, in turn; one ends with its paragraph at the latest."""
    marks: list[int] = []
    inside = False
    for match in _MARK.finditer(text):
        c = match.group()
        if inside and (c == "\n" or c in _CLOSING):
            marks.append(match.start())
            inside = False
        elif c in _OPENING:
            marks.append(match.start())
            inside = True
    return marks
