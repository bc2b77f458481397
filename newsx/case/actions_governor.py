"""A trigger to the verb above it and the parties of that verb: "the watchdog opened an inquiry"."""

from spacy.tokens import Token

from newsx import clauses, clauses_tree, patterns
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import Hit
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link


def governor(noun: Token) -> Token:
    """The verb that a noun completes ("opened an inquiry"), the noun itself where there is none."""
    head = noun
    for _ in range(4):
        if head.head.i == head.i:
            return noun
        head = head.head
        if head.pos_ in {"VERB", "AUX"}:
            return head
        if head.pos_ not in {"NOUN", "PROPN"}:
            return noun
    return noun


def completes(noun: Token) -> bool:
    """Whether a noun is the object of its verb, or what is done in the passive."""
    while noun.dep_ in {"conj", "compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        if noun.dep_ == "nmod":
            return False
        noun = noun.head
    return noun.dep_ in clauses_tree.OBJECTS | clauses_tree.PASSIVE_SUBJECTS


def threatened(hit: Hit) -> bool:
    """Whether a punishment is only in the offing: "faces a fine", "the offence carries a jail term"."""
    return not hit.verbal and governor(hit.head).lemma_.lower() in patterns.words(PACK, "threat-verbs")


def subj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who does what the verb says to the thing that the trigger names."""
    verb = governor(hit.head)
    return everyone(clauses.agents(verb), cast) if verb.i != hit.head.i and completes(hit.head) else ()


def subject(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The subject of a trigger that is a predicate, or else of the verb that it completes."""
    own = [t for t in hit.head.children if t.dep_ in clauses_tree.SUBJECTS]
    verb = governor(hit.head)
    if not own and verb.i != hit.head.i and completes(hit.head):
        own = clauses.subjects(verb)
    return everyone(own, cast)


def obj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """To whom the verb is done besides: "handed the trader a fine"."""
    verb = governor(hit.head)
    heads = [t for t in clauses.patients(verb) if t.i != hit.head.i] if verb.i != hit.head.i else []
    return everyone(heads, cast)


def any_subject(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The subject of the verb above, whatever the noun is to it: "the trader bought peace with a plea deal"."""
    verb = governor(hit.head)
    return everyone(clauses.subjects(verb), cast) if verb.i != hit.head.i else ()


def defendant(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who settles, faces or fights what the noun names: the subject of the verb above it."""
    verb = governor(hit.head)
    defends = verb.lemma_.lower() in patterns.words(PACK, "defend-verbs")
    return everyone(clauses.agents(verb), cast) if defends and completes(hit.head) else ()


def within_subj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who does what is done in the course of it: "police searched the mill in an inquiry into fraud"."""
    return everyone(clauses.agents(governor(hit.head)), cast) if _encloses(hit.head) else ()


def within_obj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """To whom it is done."""
    return everyone(clauses.patients(governor(hit.head)), cast) if _encloses(hit.head) else ()


def _encloses(noun: Token) -> bool:
    """Whether something else is done in the course of what a noun names."""
    return noun.dep_.startswith(("obl", "nmod")) and any(
        t.dep_ == "case" and t.lower_ in {"in", "during", "of"} for t in noun.children
    )
