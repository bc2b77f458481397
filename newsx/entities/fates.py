"""The parse to those to whom a wrong is done, and those who stand accused."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from newsx import clauses, clauses_tree
from newsx.entities import lexicon
from newsx.entities.link import Party
from newsx.entities.syntax import Syntax

_AGAINST = frozenset({"against", "of"})


class Fates(NamedTuple):
    """The tokens that head the names of those who are wronged or die, and of those who stand accused."""

    harmed: frozenset[int]
    accused: frozenset[int]


def read(doc: Doc) -> Fates:
    """The fates that a parse tells: "stabbed a driver", "an attack on a girl", "pleaded guilty"."""
    return Fates(_places(_harmed(doc)), _places(_accused(doc)))


def mark(parties: Sequence[Party], offices: Container[int], syntax: Syntax, fates: Fates) -> None:
    """Tell of each party whether it stands accused, has an office, is wronged.

    `offices` is where the names of public bodies end: "United States Attorney" before a name is a title.
    """
    office = lexicon.folded("court-office") | lexicon.folded("rank")
    for party in parties:
        tokens = {t.i for start, end in party.named for t in syntax.tokens(start, end)}
        behind = any(start - 1 in offices for start, _ in party.named)
        party.accused = not fates.accused.isdisjoint(tokens)
        party.office = party.kind == "person" and not party.accused and (behind or not party.words.isdisjoint(office))
        party.harmed = not party.accused and not fates.harmed.isdisjoint(tokens)


def _places(heads: Iterator[Token]) -> frozenset[int]:
    return frozenset(t.i for head in heads for t in _all(head))


def _harmed(doc: Doc) -> Iterator[Token]:
    for token in doc if doc.has_annotation("DEP") else ():
        lemma = token.lemma_.lower()
        if clauses_tree.is_verb(token):
            if lemma in lexicon.folded("harming-verb") and not _by_force(token):
                yield from clauses.patients(token)
            if lemma in lexicon.folded("dying-word"):
                yield from clauses.agents(token)
        elif lemma in lexicon.folded("harm-noun"):
            yield from clauses.patients(token)
            yield from clauses_tree.owners(token)


def _by_force(verb: Token) -> bool:
    """Whether the police do it: whom they shoot may be the one whom they accuse."""
    return any(t.lemma_.lower() in lexicon.folded("force-word") for t in clauses.agents(verb))


def _accused(doc: Doc) -> Iterator[Token]:
    """Those who are charged, arrested, sentenced and the like, or plead."""
    for token in doc if doc.has_annotation("DEP") else ():
        lemma = token.lemma_.lower()
        if lemma == "guilty" and token.head.lemma_.lower() not in lexicon.folded("answering-verb"):
            yield from clauses.patients(token.head)  # "was found guilty"
        elif not clauses_tree.is_verb(token) and lemma in lexicon.folded("case-word"):
            yield from clauses_tree.obliques(token, _AGAINST)
        elif lemma in lexicon.folded("accusing-verb"):
            yield from clauses.patients(token)
        elif lemma in lexicon.folded("answering-verb"):
            yield from clauses.subjects(token)


def _all(head: Token) -> Iterator[Token]:
    """A noun and those that are coordinated with it: "a driver and a nurse"."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and not clauses_tree.is_verb(child):
            yield from _all(child)
