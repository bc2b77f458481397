"""A noun phrase to what it says of those it stands for: persons or firms, how many, named or new: "a man"."""

from functools import cache

from spacy.tokens import Token

from newsx import patterns
from newsx.case import charges_cues

FIRMS = frozenset({"organization", "organizations"})
_DASHES = frozenset({"-", "--", "–", "—"})


def is_party(head: Token) -> bool:
    """Whether a noun or pronoun is somebody who can stand accused: "he", "employees", "the firms"."""
    return stands_for(head) is not None or head.lemma_.lower() in patterns.words("clauses", "person-nouns")


def is_noun(head: Token) -> bool:
    """Whether a plain noun can be somebody; "charges" and "the case" cannot."""
    return head.pos_ in {"NOUN", "NUM"} and head.lemma_.lower() not in charges_cues.words("lead")


def stands_for(head: Token) -> str | None:
    """What a pronoun or a plain noun can stand for."""
    kinds = ("person", "organization", "persons", "organizations")
    return next((k for k in kinds if head.lower_ in charges_cues.words(f"for-{k}")), None)


def described(head: Token) -> str | None:
    """The type of actor that a plain noun, or "him", can stand for: "a dentist", "three makers", "the biggest bank"."""
    kind = stands_for(head)
    firm = kind in FIRMS
    if head.pos_ != "NOUN":
        return "person" if kind == "person" else None
    person = head.lemma_.lower() in patterns.words("clauses", "person-nouns") or kind in {"person", "persons"}
    if person or firm:
        return "any" if person and firm else "person" if person else "organization"
    return None


def count(head: Token) -> int:
    """How many a noun phrase says that they are; 0 where "executives" leaves it open."""
    if head.tag_ != "NNS":
        return 1
    said = [t.lower_ for t in head.children if t.dep_ == "nummod"]
    return _counts().index(said[0]) if said and said[0] in _counts() else 0


def is_new(head: Token) -> bool:
    """Whether somebody new comes in: "a man", "executives"."""
    words = {t.lower_ for t in head.children}
    return bool(words & {"a", "an", "another"}) or (
        head.tag_ == "NNS" and not words & {"the", "both", "these", "those"}
    )


def is_name(name: str, head: Token | None = None) -> bool:
    """Whether an actor's name is one, no description that ends in a plain noun: "Two soldiers", "Four banks"."""
    last = name.split()[-1]
    plain = head is not None and head.pos_ == "NOUN" and last.casefold() == head.lower_
    return not (last[:1].islower() or plain)


def past_dateline(head: Token) -> Token:
    """The subject behind a place that stands before a sentence: "BOSTON — A pharmacist was"."""
    if not (head.is_upper and len(head) > 1 and head.pos_ == "PROPN"):
        return head
    after = next((t for t in head.children if t.dep_ == "appos" and t.i > head.i), None)
    dashed = after is not None and any(t.text in _DASHES for t in head.doc[head.i + 1 : after.i])
    return after if after is not None and dashed else head


@cache
def _counts() -> tuple[str, ...]:
    """The words for numbers, each at the place of its number."""
    return next(tuple(e["phrases"]) for e in patterns.load("charges") if e["id"] == "counts")
