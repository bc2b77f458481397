"""A noun phrase to the entities of the cast that it stands for: "the bank and its founder, Ann Lee" is two."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from newsx import patterns
from newsx.clauses_tree import ANY_SUBJECTS, OBJECTS, is_person_noun, obliques, owners
from newsx.entities.cast import Cast
from newsx.records import Link

_APPOSITIONS = frozenset({"appos", "flat", "flat:name", "nmod:desc"})
_NOUN_PARTS = frozenset({"compound", "nmod:unmarked", "nmod:npmod"})


def who(token: Token, cast: Cast, *, pronouns: bool = True) -> tuple[Link, ...]:
    """The entities that a noun phrase stands for: its own, its apposition's, its owner's; coordinated ones too.

    Without `pronouns`, "they" and "their" stand for nobody that the cast does not know.
    """
    found: dict[str, Link] = {}
    for head in (token, *_conjuncts(token)):
        ref = _one(head, cast)
        several = _several(head) if ref is None and pronouns else None
        if several is not None:
            found |= {r.id: r for r in _the_last_several(several, cast)}
        found |= {r.id: r for r in (cast.members(ref) if ref is not None else ())}
        # "its founder, Ann Lee, and its director, Tom Roe": the list may hang on the apposition
        found |= {r.id: r for t in head.children if t.dep_ == "appos" for r in who(t, cast, pronouns=pronouns)}
    return tuple(found.values())


def everyone(tokens: Iterable[Token], cast: Cast) -> tuple[Link, ...]:
    """The entities of several noun phrases, each once."""
    return tuple({ref.id: ref for token in tokens for ref in who(token, cast)}.values())


def _several(head: Token) -> Token | None:
    """The pronoun for several that a noun phrase is, or that owns what it names: "they", "their convictions"."""
    if head.lower_ in patterns.words("clauses", "several"):
        return head
    return None if is_person_noun(head) else next((t for t in head.children if t.lower_ == "their"), None)


def _the_last_several(pronoun: Token, cast: Cast) -> tuple[Link, ...]:
    """Whom "they" means that nobody has linked: the last subject or object of several, here or one sentence back."""
    first = pronoun.sent.start
    for token in reversed(pronoun.doc[max(0, pronoun.doc[max(0, first - 1)].sent.start) : pronoun.i]):
        if token.dep_ in ANY_SUBJECTS | OBJECTS and token.lower_ not in patterns.words("clauses", "several"):
            found = who(token, cast, pronouns=False)  # "directors and their wives" would ask for itself again
            if len(found) > 1 or (token.tag_ in {"NNS", "NNPS"} and cast.at(token.idx, _end(token)) is not None):
                return found
    return ()


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "X"}:
            yield child
            yield from _conjuncts(child)


def _one(token: Token, cast: Cast, depth: int = 2) -> Link | None:
    """The entity of one noun: its own mention, else its apposition's, else its owner's unless it names a person."""
    own = cast.at(token.idx, _end(token))
    if own is not None or depth < 0:
        return own
    for part in _parts(token):
        ref = _one(part, cast, depth - 1)
        if ref is not None:
            return ref
    return None


def _parts(noun: Token) -> list[Token]:
    """The words that may name what a noun stands for, the closest first: "the offices of its subsidiary Corvane"."""
    parts = [t for t in noun.children if t.dep_ in _APPOSITIONS]
    if is_person_noun(noun):
        return parts
    parts += owners(noun)
    parts += [t for t in noun.children if t.dep_ in _NOUN_PARTS]
    return parts + obliques(noun, {"of", "at"})


def _end(token: Token) -> int:
    return token.idx + len(token)
