"""The spelling of a name, and the model's labels, to votes on what it names: person, organization, place, other."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsx.entities import lexicon
from newsx.entities.names import Name

Votes = Counter[str]

_PLURAL = re.compile(r"[A-Z]{2,}s")
_MODEL = {"person": "person", "organization": "organization", "place": "place", "product": "product",
          "other": "other", "people": "other"}  # fmt: skip


MODEL_WEIGHT = 5
# more than any number of mentions can outvote
NEVER = 1000


def of_spelling(words: Sequence[str]) -> Votes:
    """What the words of a name alone say."""
    votes: Votes = Counter()
    whole = " ".join(words)
    if _is_title(words) or _no_name(whole) or (all(_no_name(w) for w in words) and not _headed(words)):
        votes["other"] += NEVER
    elif all(_no_name(w) or w in lexicon.places() for w in words) and not _headed(words):
        votes["other"] += 8
    if len(words) > 1 and words[0] in lexicon.phrases("no-first"):
        votes["other"] += 12
    if words[0] == "Department" and words[1:2] not in ((), ("of",), ("for",)):
        votes["other"] += 12
    if whole in lexicon.doubtful():
        votes["place"] += 3
    if whole in lexicon.places():
        votes["place"] += 8
    if whole in lexicon.phrases("known"):
        votes["organization"] += 8
    if len(words) > 1 and words[0] in lexicon.phrases("first-head"):
        votes["organization"] += 6
    if len(words) > 1:
        _of_parts(votes, words)
    elif whole in lexicon.phrases("no-head"):
        votes["other"] += 8
    return votes


def _no_name(word: str) -> bool:
    """Whether a word names nobody: a month, a nationality, a legal form, a letter, "URLs"."""
    low = lexicon.plain(word)
    if low in lexicon.folded("no-name") or low in lexicon.folded("calendar") or word in lexicon.demonyms():
        return True
    if word in lexicon.phrases("known"):
        return False
    return len(word) == 1 or word in lexicon.phrases("suffix") or bool(_PLURAL.fullmatch(word))


def _headed(words: Sequence[str]) -> bool:
    """Whether the last of several words is the head of an organization's name: "Conservative Party"."""
    return len(words) > 1 and words[-1] in lexicon.phrases("head")


def _is_title(words: Sequence[str]) -> bool:
    return tuple(words) in lexicon.titles() or " ".join(words) in lexicon.phrases("post-title")


def _of_parts(votes: Votes, words: Sequence[str]) -> None:
    """What the first and last word and the head before "of" say."""
    last = words[-1]
    small = next((i for i, w in enumerate(words) if w in {"of", "on", "for", "in"}), 0)
    head = words[small - 1] if small else last
    if last in lexicon.phrases("suffix") or last.isdigit():
        votes["organization"] += 8
    elif last in lexicon.phrases("country-end") and words[-2] not in lexicon.places():
        votes["organization"] += 12
    elif last in lexicon.phrases("post-title"):
        votes["person"] += 4
    elif " ".join(words[-2:]) in lexicon.phrases("no-head") or (
        head in lexicon.phrases("no-head") and head not in lexicon.phrases("open-head")
    ):
        votes["other"] += 8
    elif head in lexicon.phrases("head") or head in lexicon.phrases("open-head"):
        votes["organization"] += 5
    low = [lexicon.plain(w) for w in words]
    if "&" in words or not lexicon.pairs().isdisjoint(zip(low, low[2:], strict=False)):
        votes["organization"] += 6
    if lexicon.bare(words[0].split("-")[0]) in lexicon.first_names() and not votes:
        votes["person"] += 4


def of_model(names: Sequence[Name]) -> Votes:
    """What the model says of the mentions of a name: its share of them, whatever their number."""
    seen = Counter(_MODEL[n.label] for n in names if n.label and (n.label == "place" or not n.headline))
    told = sum(seen.values())
    return Counter({kind: round(MODEL_WEIGHT * count / told) for kind, count in seen.items()})


def total(votes: Iterable[Votes]) -> Votes:
    """The sum of votes."""
    summed: Votes = Counter()
    for v in votes:
        summed.update(v)
    return summed


def winner(votes: Votes) -> str:
    """The kind with the most votes, "" without any."""
    cast = [k for k in votes if votes[k] > 0]
    return max(cast, key=lambda k: (votes[k], k), default="")
