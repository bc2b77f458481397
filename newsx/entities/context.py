"""What stands around a name to votes on what it names: titles, ages, prepositions, role words, "who" and "shares"."""

import re
from collections import Counter
from collections.abc import Sequence

from newsx.entities import kinds, lexicon
from newsx.entities.names import Name, Names
from newsx.entities.scan import Word

Votes = Counter[str]

_AGE = re.compile(r",? ?(?:\(?aged )?\(?\d{1,2}\)?(?=[,.;)]| of | from | was | has )")
_DATELINE = re.compile(r"(?:, [A-Z0-9][\w. ]{1,24}?){0,2} ?(?:\(|—|–|-|:)")
_OLD = re.compile(r", (?:aged )?[1-9]\d, (?:of |from )?$")
_ENDED = re.compile(r"\s*(?:[,;.]|\n|$|and\b)")
MOST_ROLE_WORDS = 12
MOST_PLACE_WORDS = 3


def votes(names: Names, name: Name) -> Votes:
    """What stands around one mention of a name says."""
    found: Votes = Counter()
    if name.title:
        found["person"] += 6
    if aged(names, name):
        found["person"] += 6
    if _home(names, name):
        found["place"] += 8
    if _dateline(names, name):
        found["place"] += 6
    if _abbreviates(names, name):
        found["other"] += 8
    if name.first:
        _before(found, names.words, name)
    if name.last + 1 < len(names.words):
        _after(found, names.words, name)
    called = role_before(names.words, name.first)
    # "the law firm Vale Wren" is one, whatever the model thinks; "whistleblower Vale" may be either
    _add(found, called, kinds.MODEL_WEIGHT + (called is not None and called[0] == "organization"))
    after = role_after(names.words, name.last + 1)
    if after and not (after[0] == "person" and name.first and names.words[name.first - 1].low == "the"):
        _add(found, after, 3)
    return found


def aged(names: Names, name: Name) -> bool:
    """Whether an age follows, "Ada Wren, 45,", and not a day: "FOR JULY 19, 2013"."""
    return bool(_AGE.match(names.text, name.end)) and lexicon.plain(name.words[-1]) not in lexicon.folded("calendar")


def _home(names: Names, name: Name) -> bool:
    """Whether a name says where somebody lives: "Ada Wren, 45, Vale, Tom Roe, 32, Oddbury, and …"."""
    if name.title or len(name.words) > MOST_PLACE_WORDS or aged(names, name):
        return False
    if not _OLD.search(names.text, max(0, name.start - 16), name.start) or not _ENDED.match(names.text, name.end):
        return False
    someone = len(name.words) > 1 and lexicon.given(name.words[0]) and name.label == "person"
    return not someone and not kinds.of_spelling(name.words)["organization"]


def _before(found: Votes, words: Sequence[Word], name: Name) -> None:
    """Count what the words before a name say."""
    before, gap = words[name.first - 1].low, words[name.first].gap
    if gap == ", ":
        _add(found, role_phrase(words, name.first), 2)
    if gap != " ":
        return
    if before in {"in", "near"}:
        found["place"] += 2
    if before == "the" and words[name.first - 1].gap == ", ":
        _add(found, role_phrase(words, name.first - 1), 4)
    if before == "the" and with_article(words, name):
        found["organization"] += 1
    if name.first > 1 and before in {"of", "at", "in", "for", "with"}:
        found["organization"] += 3 * (words[name.first - 2].low in lexicon.folded("before-organization"))


def with_article(words: Sequence[Word], name: Name) -> bool:
    """Whether "the" belongs to the name itself: "the Tamber Vale was seized", but not "the Tamber Vale case"."""
    if name.title:
        return False
    after = words[name.last + 1] if name.last + 1 < len(words) else None
    return after is None or after.gap != " " or after.low in lexicon.folded("description-stop")


def _after(found: Votes, words: Sequence[Word], name: Name) -> None:
    """Count what the word after a name says."""
    after = words[name.last + 1]
    if after.low in {"who", "whose"} and after.gap in {" ", ", "}:
        found["person"] += 3
    if after.low == "which" and after.gap == ", ":
        found["organization"] += 2
    if after.gap == ", " and after.text in lexicon.states():
        found["place"] += 6
    if after.gap != " " or words[name.last].possessive:
        return
    somewhere = " ".join(w.text for w in words[name.first : name.last + 1])
    if lexicon.roles().get(after.low, ("", ""))[0] == "person" and somewhere in lexicon.doubtful() | lexicon.places():
        found["place"] += 4
    if after.low == "administration":
        found["other"] += 8
    if after.low in lexicon.folded("after-organization"):
        found["organization"] += 3


def _dateline(names: Names, name: Name) -> bool:
    """Whether a name in capitals opens a paragraph as its place: "SLIDELL, La. (AP)"."""
    word = names.words[name.first]
    if not name.text.isupper() or len(name.text) < 4 or not (name.start == 0 or "\n" in word.gap):
        return False
    return bool(_DATELINE.match(names.text, name.end))


def _abbreviates(names: Names, name: Name) -> bool:
    """Whether brackets around it make a name the short form of a common phrase: "order (DO)", "part 5 (the “ABCR”)"."""
    i = name.first
    if i and names.words[i - 1].low == "the" and names.words[i].gap.strip() in {"", "“", '"'}:
        i -= 1
    if not i or names.words[i].gap.rstrip("“\"‘'") != " (" or names.words[i - 1].capital:
        return False
    return names.text[name.end : name.end + 4].lstrip(" ”\"’'")[:1] == ")"


def role_before(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What a role word straight before word i says: "analyst Ada Wren"."""
    return role_phrase(words, i) if i and words[i].gap == " " else None


def role_phrase(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What the role words that end at word i say."""
    for size in (4, 3, 2, 1):
        if i - size < 0 or any(w.gap != " " for w in words[i - size + 1 : i]):
            continue
        phrase = " ".join(w.low for w in words[i - size : i])
        if phrase in lexicon.roles() and not words[i - 1].possessive:
            return lexicon.roles()[phrase]
    return None


def role_after(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """What an apposition after a name says: ", a former insurance broker from Hull,"."""
    if i >= len(words) or words[i].gap.strip() not in {",", "–", "—", "-", "("}:
        return None
    return _head_role(words, i)


def _head_role(words: Sequence[Word], i: int) -> tuple[str, str] | None:
    """The role word that a description from word i on ends in, before "of", "at", "who" or a comma."""
    best = None
    for j in range(i, min(i + MOST_ROLE_WORDS, len(words))):
        word = words[j]
        if j > i and word.gap.strip(" \u00a0"):
            break
        if word.low in lexicon.folded("description-stop") or (j == i and word.low in lexicon.folded("no-description")):
            break
        best = role_ending(words, i, j) or best
    return best


def role_ending(words: Sequence[Word], i: int, j: int) -> tuple[str, str] | None:
    """What the longest role phrase that ends with word j and begins at word i or later says."""
    for size in range(min(4, j - i + 1), 0, -1):
        phrase = " ".join(w.low for w in words[j - size + 1 : j + 1])
        if phrase in lexicon.roles():
            return lexicon.roles()[phrase]
    return None


def _add(found: Votes, says: tuple[str, str] | None, weight: int) -> None:
    """Count what a role word says; "auditor" and the like may be a person or a firm and say nothing."""
    if says and says[0] != "either":
        found[says[0]] += weight
