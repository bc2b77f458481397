"""A name in its place to the descriptions that the article gives of it, as quotes: titles, appositions, "who was …"."""

import re
from collections.abc import Iterator, Sequence

from newsx.entities import lexicon
from newsx.entities.groups import Group
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word
from newsx.entities.syntax import Syntax

MOST_WORDS = 14
_AGE = re.compile(r", (?:aged )?(\d{1,2})\b|\s\((\d{1,2})\)")
_BEFORE = frozenset(["JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "CD", "RB", "HYPH", "AFX", "FW"])


def find(names: Names, name: Name, syntax: Syntax) -> Iterator[tuple[int, int]]:
    """The places of the descriptions of a name: before it, after it, after "is" or "who was"."""
    words = names.words
    before = _before(words, name, syntax)
    if before:
        yield before
    after = _after(words, name.last + 1)
    if after and not _acts(after[0], syntax):
        yield after


def _acts(start: int, syntax: Syntax) -> bool:
    """Whether what follows a name begins with a verb: ", imposed a ban on bankers"."""
    token = syntax.token(start)
    return token is not None and syntax.tagged and token.tag_.startswith("VB")


def heads(names: Names, spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> set[str]:
    """The role words in the descriptions: "chief executive" and "executive" of "former chief executive of Tamber"."""
    found: set[str] = set()
    for start, end in spans:
        low = [lexicon.plain(w) for w in names.text[start:end].split(" of ")[0].split(" at ")[0].split()]
        for i in range(len(low)):
            for size in (1, 2, 3):
                phrase = " ".join(low[i : i + size]).strip(",.")
                if phrase in lexicon.roles():
                    found.add(phrase)
    return found


def own(group: Group) -> set[str]:
    """The role words in the names themselves: "bank" of "Tamber Bank", "judge" of "Judge Wren"."""
    inside = {lexicon.plain(w) for n in group.names for w in (n.words if group.kind != "person" else n.title.split())}
    titles = {lexicon.plain(n.title) for n in group.names}
    return {w for w in inside | titles if w in lexicon.roles()}


def ages(names: Names, group: Group) -> set[int]:
    """The ages that the article gives right after a name: "Ada Wren, 45,"."""
    found: set[int] = set()
    for name in group.names:
        match = _AGE.match(names.text, name.end)
        if match:
            found.add(int(match[1] or match[2]))
    return found


def _before(words: Sequence[Word], name: Name, syntax: Syntax) -> tuple[int, int] | None:
    """The description or title that ends right before a name: "former chief executive Ada Wren", "Judge Wren"."""
    end = i = name.first
    if i > 0 and words[i].gap == " " and words[i - 1].low in lexicon.folded("salutation"):
        end = i = i - 1
    head = None
    while i > 0 and words[i].gap == " " and end - i < MOST_WORDS and not words[i - 1].possessive:
        word = words[i - 1]
        if head is None and not (
            _is_role(words, i) or (name.title and words[i - 1].start >= name.start - len(name.title) - 1)
        ):
            break
        if head is not None and not _goes_before(word, syntax):
            break
        head = head or i
        i -= 1
    return None if head is None else (words[i].start, words[end - 1].end)


def _is_role(words: Sequence[Word], i: int) -> bool:
    """Whether a role phrase ends right before word i."""
    return any(
        i - size >= 0 and " ".join(w.low for w in words[i - size : i]) in lexicon.roles() for size in (1, 2, 3, 4)
    )


def _firm_name(word: Word) -> bool:
    """Whether a role word in capitals is part of an organization's name: "Reform Party"."""
    return word.capital and lexicon.roles().get(word.low, ("", ""))[0] == "organization"


def _goes_before(word: Word, syntax: Syntax) -> bool:
    if word.low in lexicon.folded("article"):
        return False
    tag = syntax.tag(word)
    if tag:
        return tag in _BEFORE or word.low in lexicon.folded("title-modifier")
    return (
        word.capital
        or word.low in lexicon.roles()
        or word.low in {"former", "ex", "late", "top", "senior", "vice", "of"}
    )


def _after(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """The description after a comma, up to the next one, or after "is", "was", "who was"."""
    if i >= len(words):
        return None
    j = i
    if words[j].gap in {", ", " – ", " — ", " ("} and words[j].low == "who":
        j += 1
        if j < len(words) and words[j].low in lexicon.folded("copula"):
            return _phrase(words, j + 1)
        return None
    if words[j].gap in {", ", " – ", " — ", " ("}:
        return _phrase(words, j)
    if words[j].gap == " " and words[j].low in lexicon.folded("copula"):
        return _phrase(words, j + 1)
    return None


def _phrase(words: Sequence[Word], i: int) -> tuple[int, int] | None:
    """The noun phrase from word i on if a role word heads it."""
    i += i < len(words) and words[i].low in lexicon.folded("article")
    head = None
    j = i
    while j < len(words) and j - i < MOST_WORDS:
        word = words[j]
        if (j > i and word.gap != " ") or word.low in lexicon.folded("description-end"):
            break
        if head is None:
            if word.low in {"of", "at", "for", "in", "with", "from", "on", "to", "by"}:
                return None
            if _is_role(words, j + 1) and not word.possessive and not _firm_name(word):
                head = j
        j += 1
    return (words[i].start, words[j - 1].end) if head is not None else None
