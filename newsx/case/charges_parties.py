"""The parse around a cue to the noun phrases that it accuses: "X is on trial", "the case against X"."""

from spacy.tokens import Token

from newsx import clauses, clauses_tree
from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_reading import Mention, Reading


def trigger_of(reading: Reading, cue: Cue) -> Token:
    """The word of the cue that the others hang on."""
    tokens = [reading.token(i) for i in range(cue.start, cue.end)]
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def heads_of(reading: Reading, cue: Cue) -> list[Token]:
    """The noun phrases that a cue accuses."""
    side = cue.rule.get("accused", "none")
    if side == "none":
        return []
    trigger = trigger_of(reading, cue)
    if trigger.tag_.startswith("VB"):
        heads = subject(trigger) if side == "agent" else clauses.patients(trigger)
        papers = [h for h in heads if h.lemma_.lower() in charges_cues.words("lead")]
        return [o for h in (trigger, *papers) for o in obliques(h, {"against"})] if papers else heads
    return of_noun(trigger, cue)


def takes_party(reading: Reading, cue: Cue) -> bool:
    """Whether whoever a cue accuses is somebody: the object of "charge", the subject of "plead guilty"."""
    return bool(cue.rule.get("party")) and trigger_of(reading, cue).tag_[:2] in {"VB", "JJ"}


def doers(reading: Reading, mention: Mention) -> list[Token]:
    """Who does the deed itself: "it had fixed prices"."""
    verb = deed(reading, mention)
    if not verb.tag_.startswith("VB"):
        return [t for t in verb.children if t.dep_ in clauses_tree.ANY_SUBJECTS]
    return clauses.agents(verb)


def deed(reading: Reading, mention: Mention) -> Token:
    """The verb of the deed, or the noun that names it."""
    token = reading.token(mention.start)
    if mention.cue is not None and mention.cue.rule.get("clause"):
        return verb_above(token, reading.token(mention.cue.start))
    return token


def is_passive(verb: Token) -> bool:
    """Whether a word is tagged as a participle and passive."""
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
