"""The parse to those who are fined and whom nothing else names: "a beauty salon", "the Region of Ostmark"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from newsx import clauses, clauses_tree, money
from newsx.entities import lexicon
from newsx.entities.unnamed import PLURAL, Unnamed
from newsx.records import ActorType

_INSIDE = frozenset({"amod", "compound", "nummod", "nmod:poss", "poss", "punct", "flat", "nmod:desc"})
_ON = frozenset({"on", "against", "upon", "to"})
_LINKS = frozenset({"of", "de", "del", "della", "di", "da", "do", "for", "and", "&"})
# "S.L.", "s.r.l.", "S.p.A." and the like after a name
_FORM = re.compile(r",?\s?(?:[A-Z]\.(?:[A-Z]\.){1,2}|[sS]\.[rp]\.[lLaA]\.(?:s\.)?|Kft|Ltd|LLC)(?!\w)")


def find(doc: Doc, taken: Iterable[tuple[int, int]], first_name: int | None) -> list[Unnamed]:
    """Those fined, in text order; `taken` are the places of everybody else, `first_name` the first of them."""
    if not doc.has_annotation("DEP"):
        return []
    heads = list(_fined(doc))
    if not heads:
        return []
    text = doc.text
    places = _merged([*taken, *((m.start, m.end) for m in money.find(text))])  # "fined Tamber SEK 30m": no "Tamber SEK"
    parties: dict[str, Unnamed] = {}
    for head in heads:
        named = _apposed(head) or head
        known = (head, named, *_owners(head))
        if not _is_party(named, first_name) or any(_overlaps(t, places) for t in known):
            continue
        start, end = _span(named, text)
        one = parties.setdefault(text[start:end], Unnamed(head.lemma_.lower(), frozenset(), _type(head), many=False))
        one.places.append((start, end))
    return list(parties.values())


def _merged(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that places cover, in order; none touches another."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def _overlaps(token: Token, places: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the stretches, which are in order, shares a character with a token."""
    before = bisect_left(places, (_end(token), 0))
    return before > 0 and places[before - 1][1] > token.idx


def _fined(doc: Doc) -> Iterator[Token]:
    """The heads of the noun phrases that stand for those who are fined."""
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in lexicon.folded("fining-word"):
            yield from clauses.patients(token)
        elif token.pos_ == "NOUN" and token.lower_ in lexicon.folded("fine-noun"):
            yield from clauses_tree.obliques(token, _ON)
            if token.head.pos_ == "VERB":
                yield from clauses_tree.obliques(token.head, _ON)
                if token.head.lemma_.lower() in lexicon.folded("fine-taker"):
                    yield from clauses.agents(token.head)
        elif token.pos_ == "VERB" and token.lemma_.lower() in lexicon.folded("settling-verb"):
            above = token.head  # "paid $2m to end a suit"
            if above.lemma_.lower() in lexicon.folded("fine-taker") and token.dep_ in {"advcl", "xcomp"}:
                yield from clauses.agents(above)


def _owners(head: Token) -> list[Token]:
    """Who stands behind a firm's part: "the local branch of Ardo"; a person is somebody else than the firm."""
    return (
        [] if clauses_tree.is_person_noun(head) else [*clauses_tree.owners(head), *clauses_tree.obliques(head, {"of"})]
    )


def _apposed(head: Token) -> Token | None:
    """The name that a common noun introduces: "the retailer vetro.de"."""
    beside = [t for t in head.children if t.dep_ == "appos" and t.i > head.i and t.pos_ == "PROPN"]
    beside = [t for t in beside if not _FORM.fullmatch(t.text)]
    return beside[0] if beside and head.pos_ == "NOUN" else None


def _is_party(head: Token, first_name: int | None) -> bool:
    """Whether a head names somebody: no pronoun, no sum, no "firms", no "company" that stands for one named before."""
    if head.tag_ in PLURAL or head.pos_ not in {"NOUN", "PROPN"} or head.tag_ == "CD" or not head.lower_[:1].isalpha():
        return False
    if head.text.title() in lexicon.places():
        return False
    if head.pos_ == "PROPN" or head.lower_ in lexicon.folded("no-payer"):
        return head.lower_ not in lexicon.folded("no-payer")
    if any(t.tag_ == "PRP$" for t in head.children):
        return False
    if not {t.lower_ for t in head.children if t.dep_ == "det"} & lexicon.folded("definite"):
        return True
    told = any(t.pos_ == "PROPN" or t.dep_ in {"nmod", "nmod:poss"} for t in head.children)
    return told or first_name is None or first_name > head.idx


def _type(head: Token) -> ActorType:
    says = lexicon.roles().get(head.lemma_.lower(), ("", ""))[0]
    person = says in {"person", "either"} or head.lemma_.lower() in lexicon.folded("unnamed-person")
    return "person" if person or head.lemma_.lower() in lexicon.folded("fined-person") else "organization"


def _span(head: Token, text: str) -> tuple[int, int]:
    """The phrase, without its article; a name goes on over its capitals ("the Region of Ostmark")."""
    last = head
    if head.text[:1].isupper():
        for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
            if token.text[:1].isupper() and head.is_ancestor(token):
                last = token
            elif token.lower_ not in _LINKS:
                break
    end = _end(last)
    form = _FORM.match(text, end) if last.text[:1].isupper() else None
    return _first(head).idx, form.end() if form else end


def _first(head: Token) -> Token:
    inside = {t.i for c in head.children if c.dep_ in _INSIDE and c.i < head.i for t in c.subtree}
    first = head
    while first.i - 1 in inside and not head.doc[first.i - 1].is_space:
        first = head.doc[first.i - 1]
    while first.i < head.i and (first.lower_ in lexicon.folded("article") or not first.text[:1].isalnum()):
        first = head.doc[first.i + 1]
    return first


def _end(token: Token) -> int:
    return token.idx + len(token)
