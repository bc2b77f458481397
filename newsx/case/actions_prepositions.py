"""A trigger's prepositions to the parties behind them: "a case against Corvane", "a probe into claims that …"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from newsx import clauses, clauses_tree
from newsx.case.actions_triggers import Hit
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link

_FAR = frozenset({"with", "against", "into"})  # prepositions that may stand far from their trigger


def parties(tokens: Sequence[Token], word: str, cast: Cast) -> tuple[Link, ...]:
    """The parties behind a preposition, or else whoever is named first inside its noun phrases."""
    heads = nouns(tokens, word)
    return everyone(heads, cast) or _inside(heads, cast)


def nouns(tokens: Sequence[Token], word: str) -> list[Token]:
    """The heads of the noun phrases with a preposition, on the tokens or, for some prepositions, below them."""
    heads = [head for token in tokens for head in clauses_tree.obliques(token, (word,))]
    if heads or word not in _FAR:
        return heads
    return [t.head for token in tokens for t in _after(token) if t.lower_ == word and t.dep_ == "case"][:1]


def objects_against(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Against whom the thing is that something is done to: "the charge against her was dropped"."""
    return everyone([t for o in clauses.patients(hit.head) for t in clauses_tree.obliques(o, ("against",))], cast)


def trial(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """At whose trial: "told the trial of Mr Dorn", "evidence in Mr Dorn's trial"."""
    trials = [t for t in hit.head.sent if t.lower_ == "trial"]
    heads = [h for t in trials for h in (*clauses_tree.owners(t), *clauses_tree.obliques(t, ("of",)))]
    return everyone(heads, cast)


def tree(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Whoever is named in the words that hang on the trigger, to its right."""
    if hit.verbal and clauses_tree.is_passive(hit.head):
        return ()  # what hangs on it is rather who does it
    right = max((t.right_edge for t in hit.tokens), key=lambda t: t.i)
    return cast.within(hit.end, right.idx + len(right))[:3]


def bodies(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The bodies named in what hangs on the trigger: "settle a lawsuit brought by the state"."""
    return tuple(r for r in tree(hit, cast) if cast.is_agency(r))


def _after(token: Token) -> Iterator[Token]:
    """The words that hang on a token, to its right."""
    return (t for t in token.subtree if t.i > token.i)


def _inside(heads: list[Token], cast: Cast) -> tuple[Link, ...]:
    """Whoever is named first inside the noun phrases: "a probe into claims that Corvane misled savers"."""
    for head in heads:
        if clauses_tree.is_person_noun(head):
            continue
        found = cast.within(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
        if found:
            return found[:1]
    return ()
