"""An article to its own story: other news, comments and forms that stand behind it on a page are left out."""

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc

from newsx import patterns
from newsx.article import Article

_LINE = re.compile(r"^[^\S\n]*+([^\n]{1,40}?)(?:[^\S\n]|:)*+$", re.MULTILINE)
STORY = 0.3  # the share of a text that is the story, whatever its lines say


def cut(article: Article, doc: Doc) -> tuple[Article, Doc]:
    """The article and its parse without the tail; as they are where there is none."""
    start = begin(article.text)
    size = bisect_left(doc, start, key=lambda token: token.idx)
    if size in {0, len(doc)}:
        return article, doc
    story = doc[:size].as_doc()
    for token in story:
        if token.head.i == token.i and token.dep_:  # a word of the story that hung on one behind it
            token.dep_ = "ROOT"
    return replace(article, text=story.text), story


def begin(text: str) -> int:
    """Where the tail begins, at a line that is nothing but its heading; the end of a text that has none.

    >>> begin("A clerk was jailed on Monday.\\nLatest Posts:\\nMan held") == len("A clerk was jailed on Monday.")
    True
    """
    for line in _LINE.finditer(text, int(STORY * len(text))):
        if line[1].casefold() in patterns.words("borders", "tails"):
            return len(text[: line.start()].rstrip())
    return len(text)
