"""The words around a word in the dependency parse: what hangs on it, what stands above it, and by which label.

Reads Universal Dependencies (the embedded model) and spaCy's ClearNLP labels alike.
"""

from collections.abc import Container, Iterator

from spacy.tokens import Token

from newsx import patterns

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
ANY_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})
PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
RELATIVES = frozenset({"acl:relcl", "relcl"})
POSSESSIVES = frozenset({"nmod:poss", "poss"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "conj", "acl", "acl:relcl", "relcl", "csubj", "pcomp"})


def is_verb(token: Token) -> bool:
    """Whether a word is tagged as a verb, auxiliaries included."""
    return token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive, the bare participle of "the man arrested on Monday" included."""
    labels = {t.dep_ for t in verb.children}
    if labels & (PASSIVE_SUBJECTS | PASSIVE_AUXILIARIES):
        return True
    conjunct = verb.dep_ == "conj" and is_verb(verb.head)
    if conjunct and verb.tag_ == "VBD" and not labels & (OBJECTS | SUBJECTS):
        return is_passive(verb.head)  # "was convicted and jailed", with "jailed" taken for a past tense
    if verb.tag_ != "VBN" or any(t.dep_ == "aux" for t in verb.children):
        return False
    if conjunct:
        return is_passive(verb.head)
    return not labels & OBJECTS


def is_person_noun(noun: Token) -> bool:
    """Whether a noun stands for somebody, who is not the company that it hangs on: "two executives of Corvane"."""
    words = patterns.words("clauses", "person-nouns")
    return noun.lemma_.lower() in words or noun.lower_ in words


def preposition(token: Token) -> str:
    """The preposition of a noun phrase: its `case` child in UD, the `prep` above it in ClearNLP."""
    if token.dep_ == "pobj":
        return token.head.lower_
    return next((t.lower_ for t in token.children if t.dep_ == "case" and t.i < token.i), "")


def obliques(token: Token, prepositions: Container[str]) -> list[Token]:
    """The heads of the noun phrases that hang on a word by one of these prepositions."""
    return [t for t in prepositional(token) if preposition(t) in prepositions]


def prepositional(token: Token) -> Iterator[Token]:
    """The noun phrases that hang on a word by a preposition."""
    for child in token.children:
        if child.dep_ in {"prep", "agent"}:
            yield from (t for t in child.children if t.dep_ == "pobj")
        elif child.dep_.startswith(("obl", "nmod")) and child.dep_ not in POSSESSIVES:
            yield child


def owners(noun: Token) -> list[Token]:
    """Whose it is: "the watchdog's inquiry", "her arrest"."""
    return [antecedent(t) for t in noun.children if t.dep_ in POSSESSIVES]


def antecedent(token: Token) -> Token:
    """For "who" and "which", the noun that the relative clause hangs on."""
    if token.tag_ in {"WP", "WDT", "WP$"} or (token.lower_ == "that" and token.pos_ == "PRON"):
        verb = token.head
        for _ in range(3):
            if verb.dep_ in RELATIVES:
                return verb.head
            verb = verb.head
        before = [t for t in token.doc[max(token.sent.start, token.i - 2) : token.i] if t.pos_ in {"NOUN", "PROPN"}]
        return before[-1] if before else token
    return token


def upwards(token: Token, most: int = 6) -> Iterator[Token]:
    """The token and the heads above it."""
    for _ in range(most):
        yield token
        if token.head.i == token.i:
            return
        token = token.head
