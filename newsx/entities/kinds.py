"""A name in its place to votes on what it names: a person, an organization, a place or something else."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsx.entities import lexicon
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word

Votes = Counter[str]

_AGE = re.compile(r",? ?(?:\(?aged )?\(?\d{1,2}\)?(?=[,.;)]| of | from | was | has )")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,24}?)? ?(?:\(|—|–|-|:)")
_MODEL = {"person": "person", "organization": "organization", "place": "place", "product": "organization",
          "other": "other", "people": "other"}  # fmt: skip
MOST_ROLE_WORDS = 12


MODEL_WEIGHT = 5


def of_spelling(words: Sequence[str]) -> Votes:
    """What the words of a name alone say."""
    votes: Votes = Counter()
    whole = " ".join(words)
    if lexicon.plain(whole) in lexicon.folded("no-name") or whole in lexicon.demonyms() or _is_title(words):
        votes["other"] += 12
    if all(lexicon.plain(w) in lexicon.folded("no-name") or w in lexicon.demonyms() for w in words):
        votes["other"] += 12
    if len(whole) == 1 and whole not in lexicon.phrases("known"):
        votes["other"] += 12
    if whole in lexicon.doubtful():
        votes["place"] += 3
    if whole in lexicon.places():
        votes["place"] += 8
    if whole in lexicon.phrases("known"):
        votes["organization"] += 8
    if len(words) > 1:
        _of_parts(votes, words)
    return votes


def _is_title(words: Sequence[str]) -> bool:
    return tuple(words) in lexicon.titles() or " ".join(words) in lexicon.phrases("post-title")


def _of_parts(votes: Votes, words: Sequence[str]) -> None:
    """What the first and last word and the head before "of" say."""
    last = words[-1]
    small = next((i for i, w in enumerate(words) if w in {"of", "on", "for", "in"}), 0)
    head = words[small - 1] if small else last
    if last in lexicon.phrases("suffix"):
        votes["organization"] += 8
    elif last in lexicon.phrases("post-title"):
        votes["person"] += 4
    elif head in lexicon.phrases("no-head") and head not in lexicon.phrases("open-head"):
        votes["other"] += 6
    elif head in lexicon.phrases("head") or head in lexicon.phrases("open-head"):
        votes["organization"] += 5
    if "&" in words:
        votes["organization"] += 6
    if lexicon.bare(words[0].split("-")[0]) in lexicon.first_names() and not votes:
        votes["person"] += 4


def of_model(names: Sequence[Name]) -> Votes:
    """What the model says of the mentions of a name: its share of them, whatever their number."""
    seen = Counter(_MODEL[n.label] for n in names if n.label and not n.headline)
    told = sum(seen.values())
    return Counter({kind: round(MODEL_WEIGHT * count / told) for kind, count in seen.items()})


def of_context(names: Names, name: Name) -> Votes:
    """What stands around one mention of a name says."""
    votes: Votes = Counter()
    words = names.words
    if name.title:
        votes["person"] += 6
    if _AGE.match(names.text, name.end):
        votes["person"] += 6
    if _with_article(words, name):
        votes["organization"] += 2
    if name.first and words[name.first - 1].low in {"in", "near"} and words[name.first].gap == " ":
        votes["place"] += 2
    if name.first and words[name.first].gap == ", ":
        _add(votes, role_phrase(words, name.first), 2)
    if _dateline(names, name):
        votes["place"] += 6
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    if after is not None:
        if after.low in {"who", "whose"} and after.gap in {" ", ", "}:
            votes["person"] += 3
        if after.low == "which" and after.gap == ", ":
            votes["organization"] += 2
        if after.low in lexicon.folded("after-organization") and after.gap == " " and not words[name.last].possessive:
            votes["organization"] += 3
    if _owned(words, name.first):
        votes["organization"] += 3
    _add(votes, role_before(words, name.first), 3)
    _add(votes, role_after(words, name.last + 1), 3)
    return votes


def _add(votes: Votes, says: tuple[str, str] | None, weight: int) -> None:
    """Count what a role word says; "auditor" and the like may be a person or a firm and say nothing."""
    if says and says[0] != "either":
        votes[says[0]] += weight


# "Tamber spokesman", "Tamber shares"
# "employees of Tamber", "shares in Tamber"


def _with_article(words: Sequence[Word], name: Name) -> bool:
    """Whether "the" belongs to the name itself: "the Tamber Vale was seized", but not "the Tamber Vale case"."""
    if not name.first or words[name.first - 1].low != "the" or words[name.first].gap != " " or name.title:
        return False
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    return after is None or after.gap != " " or after.low in lexicon.folded("description-stop")


def _owned(words: Sequence[Word], i: int) -> bool:
    """Whether "employees of", "shares in" or the like stands before word i."""
    if i < 2 or words[i].gap != " " or words[i - 1].low not in {"of", "at", "in", "for", "with"}:
        return False
    return words[i - 2].low in lexicon.folded("before-organization")


def _dateline(names: Names, name: Name) -> bool:
    """Whether a name in capitals opens a paragraph as its place: "SLIDELL, La. (AP)"."""
    word = names.words[name.first]
    if not name.text.isupper() or len(name.text) < 4 or not (name.start == 0 or "\n" in word.gap):
        return False
    return bool(_DATELINE.match(names.text, name.end))


def role_before(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What a role word straight before word i says: "analyst Ada Wren"."""
    return role_phrase(words, i) if i and words[i].gap in {" ", "\n"} else None


def role_phrase(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What the role words that end at word i say."""
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
        if word.low in lexicon.folded("description-stop") or (j == i and word.low in lexicon.folded("no-description")):
            break
        for size in (4, 3, 2, 1):
            if j - size + 1 >= i:
                phrase = " ".join(w.low for w in words[j - size + 1 : j + 1])
                if phrase in lexicon.roles():
                    best = lexicon.roles()[phrase]
                    break
    return best


def total(votes: Iterable[Votes]) -> Votes:
    """The sum of votes."""
    summed: Votes = Counter()
    for v in votes:
        summed.update(v)
    return summed


def winner(votes: Votes) -> str:
    """The kind with the most votes, "" without any."""
    return max(votes, key=lambda k: (votes[k], k), default="") if votes else ""
