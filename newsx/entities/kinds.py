"""A name in its place to votes on what it names: a person, an organization, a place or something else."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsx.entities import lexicon
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word

Votes = Counter[str]

_AGE = re.compile(r",? ?(?:\(?aged )?\(?\d{1,2}\)?(?=[,.;)]| of | from | was | has )")
_MODEL = {"person": "person", "organization": "organization", "place": "place", "product": "organization",
          "other": "other", "people": "other"}  # fmt: skip
MOST_ROLE_WORDS = 12


def of_spelling(words: Sequence[str]) -> Votes:
    """What the words of a name alone say."""
    votes: Votes = Counter()
    whole = " ".join(words)
    last = words[-1]
    if lexicon.plain(whole) in lexicon.folded("no-name") or whole in lexicon.demonyms():
        votes["other"] += 12
    if whole in lexicon.places():
        votes["place"] += 8
    if whole in lexicon.phrases("known"):
        votes["organization"] += 4
    if len(words) > 1:
        _of_last(votes, words, last)
        if lexicon.bare(words[0].split("-")[0]) in lexicon.first_names() and not votes:
            votes["person"] += 4
    return votes


def _of_last(votes: Votes, words: Sequence[str], last: str) -> None:
    if last in lexicon.phrases("suffix"):
        votes["organization"] += 8
    elif last in lexicon.phrases("post-title"):
        votes["person"] += 4
    elif last in lexicon.phrases("no-head"):
        votes["other"] += 6
    elif last in lexicon.phrases("head") or words[0] in lexicon.phrases("open-head"):
        votes["organization"] += 5
    if "&" in words:
        votes["organization"] += 6


def of_context(names: Names, name: Name) -> Votes:
    """What stands around one mention of a name says, the model's label included."""
    votes: Votes = Counter()
    if name.label and not name.headline:
        votes[_MODEL[name.label]] += 3
    if name.title:
        votes["person"] += 6
    if _AGE.match(names.text, name.end):
        votes["person"] += 6
    words = names.words
    before = words[name.first - 1] if name.first else None
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    if after is not None and after.low == "who" and after.gap in {" ", ", "}:
        votes["person"] += 3
    if before is not None and words[name.first].gap == " ":
        says = role_before(words, name.first)
        if says:
            votes[says[0]] += 3
    says = role_after(words, name.last + 1)
    if says:
        votes[says[0]] += 3
    return votes


def role_before(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What a role word straight before word i says: "analyst Ada Wren"."""
    for size in (4, 3, 2, 1):
        if i - size < 0 or any(w.gap != " " for w in words[i - size + 1 : i + 1]):
            continue
        phrase = " ".join(w.low for w in words[i - size : i])
        if phrase in lexicon.roles() and not words[i - 1].possessive:
            return lexicon.roles()[phrase]
    return None


def role_after(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What an apposition after a name says: ", a former insurance broker from Hull,"."""
    if i >= len(words) or words[i].gap.strip() not in {",", "–", "—", "-", "("}:
        return None
    return head_role(words, i)


def head_role(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """The role word that a description from word i on ends in, before "of", "at", "who" or a comma."""
    best = None
    for j in range(i, min(i + MOST_ROLE_WORDS, len(words))):
        word = words[j]
        if j > i and word.gap.strip(" \u00a0"):
            break
        if word.low in _STOPS or (j == i and word.low in _NOT_FIRST):
            break
        for size in (4, 3, 2, 1):
            if j - size + 1 >= i:
                phrase = " ".join(w.low for w in words[j - size + 1 : j + 1])
                if phrase in lexicon.roles():
                    best = lexicon.roles()[phrase]
                    break
    return best


_STOPS = frozenset(
    [
        "of",
        "at",
        "for",
        "who",
        "which",
        "that",
        "in",
        "on",
        "with",
        "from",
        "to",
        "was",
        "is",
        "has",
        "had",
        "said",
        "says",
        "and",
        "but",
    ]
)
_NOT_FIRST = frozenset(["and", "but", "or", "including", "after", "before", "when", "while", "as", "because"])


def total(votes: Iterable[Votes]) -> Votes:
    """The sum of votes."""
    summed: Votes = Counter()
    for v in votes:
        summed.update(v)
    return summed


def winner(votes: Votes) -> str:
    """The kind with the most votes, "" without any."""
    return max(votes, key=lambda k: (votes[k], k), default="") if votes else ""
