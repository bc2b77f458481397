"""A verb or a noun in its clause to who does what it names, and to whom it is done.

With no parse, it finds nobody.
"""

from collections.abc import Callable

from spacy.tokens import Token

from newsx.clauses_tree import (
    ANY_SUBJECTS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    POSSESSIVES,
    RELATIVES,
    SUBJECTS,
    antecedent,
    is_passive,
    is_verb,
    obliques,
    preposition,
    prepositional,
)

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_TARGET_CASES = frozenset({"into", "of", "on", "against", "at", "over", "with", "for", "to"})


def agents(trigger: Token) -> list[Token]:
    """The heads of the noun phrases that do what `trigger`, a verb or a noun, names."""
    if not is_verb(trigger):
        return _noun_agents(trigger)
    if is_passive(trigger):
        own = [t for t in prepositional(trigger) if t.dep_ == "obl:agent" or preposition(t) == "by"]
        return own or (_shared(trigger, agents) if is_passive(trigger.head) else [])
    own = [t for t in trigger.children if t.dep_ in SUBJECTS]
    own = [t for t in own if t.i < trigger.i] or own  # what stands behind the verb is rather its object
    return [antecedent(t) for t in own] or _right_before(trigger) or _implied_subject(trigger)


def patients(trigger: Token) -> list[Token]:
    """The heads of the noun phrases to whom it is done."""
    if not is_verb(trigger):
        return obliques(trigger, _TARGET_CASES)
    if is_passive(trigger):
        own = [antecedent(t) for t in trigger.children if t.dep_ in ANY_SUBJECTS]
        own = own or _right_before(trigger)
        if own:
            return own
        if trigger.dep_ in {"acl"} | RELATIVES:
            return [trigger.head]
        if trigger.dep_ == "conj" and is_verb(trigger.head) and not is_passive(trigger.head):
            return subjects(trigger.head)  # "pleaded guilty and was jailed"
        return _shared(trigger, patients) or _implied_subject(trigger)
    own = [antecedent(t) for t in trigger.children if t.dep_ in OBJECTS]
    sides = [t.i < trigger.i for t in trigger.children if t.dep_ in SUBJECTS]
    if not own and True in sides and False in sides:
        own = [t for t in trigger.children if t.dep_ in SUBJECTS and t.i > trigger.i]
    if not own and trigger.dep_ in RELATIVES and any(t.dep_ in SUBJECTS for t in trigger.children):
        own = [trigger.head]
    return own or (_shared(trigger, patients) if trigger.dep_ == "conj" else _of_the_next(trigger))


def subjects(verb: Token) -> list[Token]:
    """The grammatical subjects of a verb, or of a noun that is a predicate ("is under house arrest"), as they stand."""
    own = [antecedent(t) for t in verb.children if t.dep_ in ANY_SUBJECTS]
    return own or _right_before(verb) or (_implied_subject(verb) if verb.head.i != verb.i else [])


def _of_the_next(verb: Token) -> list[Token]:
    """The object that a verb shares with the verb right after it: "acquitted and discharged him"."""
    after = [t for t in verb.children if t.dep_ == "conj" and t.i == verb.i + 2 and is_verb(t)]
    return [antecedent(t) for other in after for t in other.children if t.dep_ in OBJECTS]


def _implied_subject(verb: Token) -> list[Token]:
    """The subject that a clause leaves out because another clause has it."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and (is_verb(head) or any(t.dep_ in SUBJECTS for t in head.children)):
        return subjects(head)  # of a verb, or of "is on trial"
    if verb.dep_ == "xcomp":
        controlled = [t for t in head.children if t.dep_ in OBJECTS]
        return controlled or subjects(head)
    if (
        verb.dep_ == "advcl"
        and (is_verb(head) or head.pos_ == "ADJ")
        and not any(t.dep_ in SUBJECTS for t in verb.children)
    ):
        return subjects(head)
    if verb.dep_ in {"acl"} | RELATIVES:
        return [head] if verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else _noun_agents(head)
    return []


def _right_before(verb: Token) -> list[Token]:
    """The name right before a finite verb, however parsed: "Roe was cleared of theft and Ann Lee awaits trial"."""
    group = [verb, *(t for t in verb.children if t.i < verb.i and t.dep_.startswith(("aux", "advmod", "neg")))]
    first = min(group, key=lambda t: t.i)
    if not any(t.tag_ in _FINITE for t in group) or first.i == first.sent.start:
        return []
    name = first.nbor(-1)
    while name.dep_ in {"flat", "compound", "flat:name"} and name.head.pos_ == "PROPN" and name.head.i < first.i:
        name = name.head
    return [name] if name.pos_ == "PROPN" and name.head.i != verb.i else []


def _shared(verb: Token, role: Callable[[Token], list[Token]]) -> list[Token]:
    """What a coordinated verb shares with the first: "was arrested and charged by police"."""
    if verb.dep_ == "conj" and is_verb(verb.head):
        return role(verb.head)
    return []


def _noun_agents(noun: Token) -> list[Token]:
    """Who does what a noun names: its owner, its "by", its compound, or the subject of the verb that it completes."""
    own = [t for t in noun.children if t.dep_ in POSSESSIVES]
    own += obliques(noun, {"by", "from"})
    own += [t for t in noun.children if t.dep_ in {"compound", "nmod:unmarked"} and t.pos_ in {"NOUN", "PROPN"}]
    if own:
        return own
    head = noun.head
    if is_verb(head) and noun.dep_ in OBJECTS | PASSIVE_SUBJECTS:
        return agents(head)
    return []
