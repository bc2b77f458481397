"""The verbs of a fine's cue to what each says of its subject and object: who fines, who pays, who is given a fine."""

from collections.abc import Iterable

from spacy.tokens import Token

from newsx import clauses, clauses_tree, patterns
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link

_ROLES = ("fining-verbs", "paying-verbs", "imposing-verbs")
AGAINST = frozenset(("against", "on", "upon"))


def verbs(tokens: list[Token]) -> list[Token]:
    """The verbs of a cue that have a role; with none, the first verb above its words."""
    inside = [t for t in tokens if clauses_tree.is_verb(t) and role(t)]
    if inside:
        return inside
    for token in tokens:
        for above in token.ancestors:
            if clauses_tree.is_verb(above):
                return [above] if role(above) else []
    return []


def role(verb: Token) -> str | None:
    """Which of the pack's lists a verb stands in; "was given" and "was handed" are imposed, "gave back" is paid."""
    names = {verb.lemma_.lower(), verb.lower_}
    if any(t.lower_ == "aside" and t.i == verb.i + 1 for t in verb.children):
        return "paying-verbs"  # "set aside $5m for a fine"
    roles = [r for r in _ROLES if not names.isdisjoint(patterns.words("fines", r))]
    if "imposing-verbs" in roles and clauses_tree.is_passive(verb):
        return "imposing-verbs"
    return roles[0] if roles else None


def agents(verb: Token) -> list[Token]:
    """The agents of a verb, without those that a preposition shows to be none ("imposed on X")."""
    return [t for t in clauses.agents(verb) if case(t) in (("by",) if t.dep_.startswith("obl") else ("",))]


def payer_heads(verb: Token) -> list[Token]:
    """The nouns in the payer's place: the subject of "paid", the object of "fined"."""
    if role(verb) == "paying-verbs":
        return agents(verb)
    sums = ("$", "€", "£")
    return (
        [t for t in clauses.patients(verb) if t.pos_ != "NUM" and t.text not in sums]
        if role(verb) == "fining-verbs"
        else []
    )


def case(token: Token) -> str:
    """The preposition before a noun phrase, empty without one."""
    return next((t.lower_ for t in token.children if t.dep_ == "case" and t.i < token.i), "")


def by_preposition(head: Token, cases: Iterable[str], cast: Cast) -> tuple[Link, ...]:
    """The entities that hang on a word by one of these prepositions."""
    found = []
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in cases:
            found += [t for t in child.children if t.dep_ == "pobj"]
        elif child.dep_.startswith(("obl", "nmod")) and any(
            t.dep_ == "case" and t.lower_ in cases for t in child.children
        ):
            found.append(child)
    return everyone(found, cast)
