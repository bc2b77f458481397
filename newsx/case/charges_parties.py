"""The parse around a cue to the noun phrases that it accuses: "X is on trial", "the case against X"."""

from spacy.tokens import Token

from newsx import clauses, clauses_tree
from newsx.case import charges_cues
from newsx.case.charges_cues import Cue


def is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and clauses_tree.is_passive(verb)


def subject(verb: Token) -> list[Token]:
    """The grammatical subject of a verb, its own or a shared one; of a passive the one it is done to."""
    if clauses_tree.is_passive(verb):
        return clauses.patients(verb)
    return clauses.agents(verb)


def of_noun(trigger: Token, cue: Cue, *, strict: bool = False) -> list[Token]:
    """Whom a noun or adjective accuses: "X is on trial", "the case against X", "X's conviction", "X faces charges"."""
    own = [t for t in trigger.children if t.dep_ in clauses_tree.ANY_SUBJECTS]
    for clause in trigger.children:
        if clause.dep_ in clauses_tree.RELATIVES and clause.lemma_.lower() in charges_cues.words("receives"):
            own += subject(clause)  # "the charges he faces"
    if own:
        return own
    against = obliques(trigger, {"against"})
    if against:
        return against
    if not cue.rule.get("claimant") and trigger.tag_.startswith("NN"):
        owners = [t for t in trigger.children if t.dep_ in clauses_tree.POSSESSIVES]
        owners += obliques(trigger, {"of"}) if cue.rule.get("of_accused") else []
        if owners:
            return owners
    found = trigger.tag_.startswith("JJ") and trigger.head.tag_.startswith("VB")  # "found her not guilty"
    if strict and not found and trigger.head.lemma_.lower() not in charges_cues.words("receives"):
        return []
    return _of_verb(trigger, cue)


def _of_verb(trigger: Token, cue: Cue) -> list[Token]:
    """Whom the verb above a noun accuses: the subject of "faces charges", the object of "convicted … on charges"."""
    verb = trigger
    for _ in range(3):
        if verb.head.i == verb.i:
            return []
        verb = verb.head
        if verb.tag_.startswith("VB"):
            break
    else:
        return []
    if verb.lemma_.lower() in charges_cues.words("wins"):
        return obliques(verb, {"from"})  # "won damages from the paper"
    if verb.lemma_.lower() in charges_cues.words("receives"):
        return subject(verb)
    against = obliques(verb, {"against"})
    other = cue.rule.get("inquiry") and verb.lemma_.lower() not in charges_cues.words("holds")
    if against or other or verb.lemma_.lower() in charges_cues.words("brings"):
        return against
    return clauses.patients(verb) or subject(verb)


def verb_above(token: Token, cue: Token) -> Token:
    """The verb of the clause that a noun stands in, within the words of a cue."""
    verb = token
    for _ in range(4):
        if verb.tag_.startswith("VB") or verb.head.i <= cue.i:
            break
        verb = verb.head
    return verb if verb.i > cue.i else token


def obliques(head: Token, cases: set[str]) -> list[Token]:
    """The noun phrases that hang on a word by one of these prepositions."""
    found = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in cases:
            found += [t for t in child.children if t.dep_ == "pobj"]
        elif any(t.dep_ == "case" and t.lower_ in cases for t in child.children):
            found.append(child)
    return found
