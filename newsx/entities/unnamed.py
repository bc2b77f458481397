"""Parties without a name, "eighteen former directors", "tobacco firms", "a trader", to what the article calls them.

They count only where an act, a charge or a fine is about them; `newsx.extractor` leaves out the others.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsx.entities import lexicon
from newsx.records import ActorType

PLURAL = frozenset({"NNS"})
OFTEN = 3  # mentions
_BEFORE = frozenset({"amod", "compound", "nummod", "det", "advmod", "nmod:unmarked", "quantmod", "det:predet"})


@dataclass(slots=True)
class Unnamed:
    """One such party: its head word, its words before the head, where it stands, whether it is many.

    `harmed`: a wrong is done to it where it is first named.
    """

    head: str
    words: frozenset[str]
    type: ActorType
    many: bool
    places: list[tuple[int, int]] = field(default_factory=list)
    harmed: bool = False


def find(doc: Doc, taken: Iterable[tuple[int, int]], harmed: Container[int]) -> list[Unnamed]:
    """The parties without a name, in text order; `taken` are the places of everybody else, `harmed` tokens."""
    if not doc.has_annotation("DEP"):
        return []
    heads = {end - 1 for _, end in taken}
    parties: list[Unnamed] = []
    for token in doc:
        kind = _kind(token)
        if kind is None or token.idx + len(token) - 1 in heads or _is_named(token):
            continue
        one = _party(token, kind)
        known = _known(one, _definite(token), parties)
        if known is not None:
            known.places += one.places
        elif not _definite(token) and _stands_for_itself(token):
            one.harmed = token.i in harmed
            parties.append(one)
    text = doc.text  # which spaCy joins anew each time
    return [p for p in parties if len(p.places) >= OFTEN or _is_told(p, text)]


def _is_told(one: Unnamed, text: str) -> bool:
    """Whether the article says more than a bare noun: "three hackers", not "officials"; "a company" is enough."""
    start, end = one.places[0]
    return " " in text[start:end] or (one.type == "organization" and not one.many)


def _kind(token: Token) -> ActorType | None:
    """What a common noun calls somebody, if it does."""
    if token.tag_ not in {"NN", "NNS"} or token.dep_ in {"compound", "amod", "flat"}:
        return None
    if token.text[0].isupper() and not token.is_sent_start:  # "Two Men Held"
        return None
    lemma = token.lemma_.lower()
    if lemma in lexicon.folded("never-unnamed"):
        return None
    if lemma in lexicon.folded("unnamed-person"):
        return "person"
    says = lexicon.roles().get(lemma, ("", ""))[0]
    return "person" if says in {"person", "either"} else "organization" if says == "organization" else None


def _party(token: Token, kind: ActorType) -> Unnamed:
    first = _first(token)
    words = frozenset(t.lower_ for t in token.doc[first.i : token.i] if t.pos_ not in {"DET", "NUM"})
    return Unnamed(token.lemma_.lower(), words, kind, token.tag_ in PLURAL, [(first.idx, token.idx + len(token))])


def _first(token: Token) -> Token:
    """The first word of the phrase up to its head, without its article."""
    inside = {t.i for child in token.children if child.dep_ in _BEFORE and child.i < token.i for t in child.subtree}
    first = token
    while first.i and first.i - 1 in inside and not token.doc[first.i - 1].is_space:
        first = token.doc[first.i - 1]
    while first.i < token.i and first.lower_ in lexicon.folded("article"):
        first = token.doc[first.i + 1]
    return first


def _known(one: Unnamed, definite: bool, parties: list[Unnamed]) -> Unnamed | None:
    """The party that a phrase speaks of again: the last of the same head word, or the only one of its kind."""
    if definite:
        same = [p for p in parties if p.many == one.many and (p.head == one.head or one.words >= p.words | {p.head})]
        if same:
            return same[-1]
        if one.head in lexicon.folded("only-accused"):
            return None  # "the accused" are no "fifty people" who died
        alike = [p for p in parties if p.many and one.many and p.type == one.type]
        return alike[0] if len(alike) == 1 and one.head in lexicon.folded(f"any-{one.type}") else None
    same = [p for p in parties if p.many and one.many and _heads_alike(one, p)]
    return next((p for p in reversed(same) if p.words <= one.words or one.words <= p.words), None)


def _heads_alike(one: Unnamed, other: Unnamed) -> bool:
    """Whether two head words may call the same: "tobacco firms", "tobacco companies"."""
    anybody = lexicon.folded(f"any-{one.type}")
    return one.head == other.head or (bool(one.words & other.words) and {one.head, other.head} <= anybody)


def _definite(token: Token) -> bool:
    determiners = {t.lower_ for t in token.children if t.dep_ in {"det", "det:predet"}}
    return bool(determiners & lexicon.folded("definite"))


def _stands_for_itself(token: Token) -> bool:
    """Whether it is "a trader", "two traders", "several" or bare "traders": not "no trader", not "his trader"."""
    if any(t.dep_ in {"nmod:poss", "poss"} for t in token.children):
        return False
    if any(t.lower_ in lexicon.folded("of-sources") for t in token.children if t.i > token.i):
        return False  # "two people familiar with the matter" only tell of it
    opening = {t.lower_ for t in token.children if t.i < token.i}
    if opening & {"no", "any", "every", "each"}:
        return False
    if token.tag_ not in PLURAL:
        return bool(opening & lexicon.folded("article"))
    return bool(opening) or _kind(token) == "person"


def _is_named(token: Token) -> bool:
    """Whether a name stands for it: "the trader Jane Roe", "Jane Roe, a trader", "Roe is a trader"."""
    if token.dep_ == "appos" or any(t.dep_ in {"appos", "flat", "cop"} for t in token.children):
        return True
    return token.dep_ in {"conj"} and _is_named(token.head)
