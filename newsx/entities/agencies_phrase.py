"""A noun phrase around the head noun of a public body to what it names: kind, subject, who holds the office."""

from dataclasses import dataclass, field

from newsx import patterns
from newsx.entities.agencies_heads import PACK, Head, Topic
from newsx.entities.agencies_words import Words, capital
from newsx.records import AgencyKind

_RANKS = {"appeals": "appeal", "appellate": "appeal", "top": "supreme", "highest": "supreme"}


@dataclass(slots=True)
class Phrase:
    """A noun phrase as it grows around its head at words i to j."""

    head: Head
    i: int
    j: int
    at: int
    capital: bool
    place: str = ""
    country: str | None = None
    proper: list[str] = field(default_factory=list)
    modifiers: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    owned: bool = False


def kind_of(phrase: Phrase) -> tuple[AgencyKind | None, str]:
    """The kind of a body and its field, from its topics where its head leaves them open."""
    head = phrase.head
    topic = next((t for t in phrase.topics if head.kind == "ministry" or head.kinds or t.kind != "ministry"), None)
    if head.kind:
        return head.kind, topic.field if topic else ""
    return (dict(head.kinds).get(topic.field, topic.kind), topic.field) if topic else (None, "")


def subject(words: Words, phrase: Phrase, topic: str) -> str:
    """What tells two bodies of the same kind and place apart: a court's rank, a ministry's subject."""
    head = phrase.head
    if head.kind == "court":
        return " ".join(sorted(head.ranks & ranks_said(words, phrase)))
    if head.kind in ("ministry", "legislature"):
        subjects = {f for t in phrase.topics for f in t.forms} | set(phrase.modifiers)
        return " ".join(sorted(subjects - {"and", "of", "federal"}))
    return topic


def ranks_said(words: Words, phrase: Phrase) -> set[str]:
    return {_RANKS.get(form, form) for form in words.folded[phrase.i : phrase.j]}


def holder(words: Words, phrase: Phrase) -> str:
    """The surname of who holds the office, when a name follows the title: "District Attorney Ann Roe"; no deputy's."""
    k = j = phrase.j
    if phrase.i and words.folded[phrase.i - 1] in patterns.words(PACK, "deputies"):
        return ""
    while k < len(words.forms) and k < j + 3 and capital(words.forms[k]) and words.forms[k].isalpha():
        k += 1
    return words.folded[k - 1] if k > j else ""


def is_unit(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase is a unit inside some other body: "Homicide Bureau", and not "National Crime Bureau"."""
    if phrase.head.name != "body" or words.folded[phrase.j - 1] not in patterns.words(PACK, "units"):
        return False
    alone = {"national", "federal", "state", "central", "general", "anti", "of"}
    return alone.isdisjoint(words.folded[phrase.i : phrase.j])


def stands_beside(words: Words, phrase: Phrase) -> bool:
    """Whether a word that the head wants beside it stands before the phrase and its article, or soon behind."""
    wanted = phrase.head.beside
    near = (*words.folded[max(0, phrase.i - 2) : phrase.i], *words.folded[phrase.j : phrase.j + 3])
    return not wanted or not wanted.isdisjoint(near)


def is_counted_staff(words: Words, phrase: Phrase) -> bool:
    """Whether some of a body's people are told of, to whom something is done: "two police officers were jailed"."""
    before = words.folded[phrase.i - 1] if phrase.i else ""
    after = words.folded[phrase.j] if phrase.j < len(words.folded) else ""
    staff = not patterns.words(PACK, "counted-staff").isdisjoint(words.folded[phrase.at : phrase.j])
    return staff and before in patterns.words(PACK, "counts") and after in patterns.words(PACK, "suffers")


def is_part_of_another(words: Words, phrase: Phrase, head: Head) -> bool:
    """Whether the phrase is only part of a compound ("court documents") or of another name."""
    after = words.folded[phrase.j : phrase.j + 1]
    bare = phrase.i == phrase.at and phrase.j - phrase.i == 1
    if not after:
        return False
    if capital(words.forms[phrase.j]) and (head.id == "judge" or words.folded[phrase.j - 1] == "commissioner"):
        return True
    if head.name == "body" and not words.forms[phrase.i].islower() and _at_a_university(words, phrase.j):
        return True
    if head.article and after[0] == "of":
        return True
    if words.folded[phrase.at].startswith("agenc") and words.folded[phrase.at - 1] in patterns.words(PACK, "trades"):
        return True
    if head.kind == "legislature" and bare and _behind_a_name(words, phrase.i):
        return True
    if bare and phrase.capital and not head.cues_against.isdisjoint(words.places):
        return True
    if bare and after[0] in patterns.words(PACK, "compound"):
        return True
    if phrase.capital and bare and not words.starts_sentence(phrase.i) and head.alone in ("stands", "linked"):
        return words.folded[phrase.i - 1] not in ("the", "The") or capital(words.forms[phrase.j])
    return capital(words.forms[phrase.j]) and after[0] in patterns.words(PACK, "never-before")


def _behind_a_name(words: Words, i: int) -> bool:
    """Whether a capitalised word stands before word i: "Labour Congress" is no parliament."""
    before = words.forms[i - 1] if i else ""
    return capital(before) and before.isalpha() and not words.starts_sentence(i - 1)


def _at_a_university(words: Words, j: int) -> bool:
    return any(form in ("university", "college", "school") for form in words.folded[j : j + 6])
