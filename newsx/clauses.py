"""The dependency parse of a clause to who acts on whom, when and on whose word.

Reads Universal Dependencies (the embedded model) and spaCy's ClearNLP labels alike. With no parse, it finds nobody.
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from spacy.tokens import Token

from newsx import patterns
from newsx.entities.cast import Cast
from newsx.records import Date, Ref

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass", "csubj:pass", "csubjpass"})
OBJECTS = frozenset({"obj", "dobj", "iobj", "dative"})
PASSIVE_AUXILIARIES = frozenset({"aux:pass", "auxpass"})
RELATIVES = frozenset({"acl:relcl", "relcl"})
POSSESSIVES = frozenset({"nmod:poss", "poss"})
APPOSITIONS = frozenset({"appos", "flat", "flat:name", "nmod:desc"})
NOUN_PARTS = frozenset({"compound", "nmod:unmarked", "nmod:npmod"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
THEY = frozenset({"they", "them", "both"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "parataxis", "conj", "acl", "acl:relcl", "relcl", "csubj", "pcomp"})
TARGET_CASES = frozenset({"into", "of", "on", "against", "at", "over", "with", "for", "to"})


def agents(trigger: Token) -> list[Token]:
    """The heads of the noun phrases that do what `trigger`, a verb or a noun, names."""
    if not is_verb(trigger):
        return _noun_agents(trigger)
    if is_passive(trigger):
        own = [t for t in _obliques(trigger) if t.dep_ == "obl:agent" or preposition(t) == "by"]
        return own or (_shared(trigger, agents) if is_passive(trigger.head) else [])
    own = [t for t in trigger.children if t.dep_ in SUBJECTS]
    own = [t for t in own if t.i < trigger.i] or own  # what stands behind the verb is rather its object
    return [_antecedent(t) for t in own] or _right_before(trigger) or _implied_subject(trigger)


def patients(trigger: Token) -> list[Token]:
    """The heads of the noun phrases to whom it is done."""
    if not is_verb(trigger):
        return [t for t in _obliques(trigger) if preposition(t) in TARGET_CASES]
    if is_passive(trigger):
        own = [_antecedent(t) for t in trigger.children if t.dep_ in PASSIVE_SUBJECTS | SUBJECTS]
        own = own or _right_before(trigger)
        if own:
            return own
        if trigger.dep_ in {"acl"} | RELATIVES:
            return [trigger.head]
        if trigger.dep_ == "conj" and is_verb(trigger.head) and not is_passive(trigger.head):
            return _subject(trigger.head)  # "pleaded guilty and was jailed"
        return _shared(trigger, patients) or _implied_subject(trigger)
    own = [_antecedent(t) for t in trigger.children if t.dep_ in OBJECTS]
    sides = [t.i < trigger.i for t in trigger.children if t.dep_ in SUBJECTS]
    if not own and True in sides and False in sides:
        own = [t for t in trigger.children if t.dep_ in SUBJECTS and t.i > trigger.i]
    if not own and trigger.dep_ in RELATIVES and any(t.dep_ in SUBJECTS for t in trigger.children):
        own = [trigger.head]
    return own or (_shared(trigger, patients) if trigger.dep_ == "conj" else _of_the_next(trigger))


def _of_the_next(verb: Token) -> list[Token]:
    """The object that a verb shares with the verb right after it: "acquitted and discharged him"."""
    after = [t for t in verb.children if t.dep_ == "conj" and t.i == verb.i + 2 and is_verb(t)]
    return [_antecedent(t) for other in after for t in other.children if t.dep_ in OBJECTS]


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


def who(token: Token, cast: Cast) -> tuple[Ref, ...]:
    """The entities that a noun phrase stands for: its own, its apposition's, its owner's; coordinated ones too."""
    found: dict[str, Ref] = {}
    for head in (token, *_conjuncts(token)):
        ref = _one(head, cast)
        several = _several(head) if ref is None else None
        if several is not None:
            found |= {r.id: r for r in _the_last_several(several, cast)}
        found |= {r.id: r for r in (cast.members(ref) if ref is not None else ())}
        # "its founder, Ann Lee, and its director, Tom Roe": the list may hang on the apposition
        found |= {r.id: r for t in head.children if t.dep_ == "appos" for r in who(t, cast)}
    return tuple(found.values())


def _several(head: Token) -> Token | None:
    """The pronoun for several that a noun phrase is, or that owns what it names: "they", "their convictions"."""
    if head.lower_ in THEY:
        return head
    return None if is_person_noun(head) else next((t for t in head.children if t.lower_ == "their"), None)


def _the_last_several(pronoun: Token, cast: Cast) -> tuple[Ref, ...]:
    """Whom "they" means that nobody has linked: the last subject or object of several, here or one sentence back."""
    first = pronoun.sent.start
    for token in reversed(pronoun.doc[max(0, pronoun.doc[max(0, first - 1)].sent.start) : pronoun.i]):
        if token.dep_ in SUBJECTS | PASSIVE_SUBJECTS | OBJECTS and token.lower_ not in THEY:
            found = who(token, cast)
            if len(found) > 1 or (token.tag_ in {"NNS", "NNPS"} and cast.at(token.idx, _end(token)) is not None):
                return found
    return ()


def everyone(tokens: Iterable[Token], cast: Cast) -> tuple[Ref, ...]:
    """The entities of several noun phrases, each once."""
    return tuple({ref.id: ref for token in tokens for ref in who(token, cast)}.values())


def subjects(trigger: Token) -> list[Token]:
    """The grammatical subjects of a verb, or of a noun that is a predicate ("is under house arrest"), as they stand."""
    return _subject(trigger)


def owners(noun: Token) -> list[Token]:
    """Whose it is: "the watchdog's inquiry", "her arrest"."""
    return [_antecedent(t) for t in noun.children if t.dep_ in POSSESSIVES]


def obliques(token: Token, prepositions: Container[str]) -> list[Token]:
    """The heads of the noun phrases that hang on a word by one of these prepositions."""
    return [t for t in _obliques(token) if preposition(t) in prepositions]


def is_person_noun(noun: Token) -> bool:
    """Whether a noun stands for somebody, who is not the company that it hangs on: "two executives of Corvane"."""
    return noun.lemma_.lower() in _words("person-nouns") or noun.lower_ in _words("person-nouns")


def asserted_by(token: Token, cast: Cast) -> tuple[Ref, ...]:
    """Whose word it is: "prosecutors said …", "… , police said", "according to the indictment"."""
    if not token.doc.has_annotation("DEP"):
        return ()
    verb_before = saying(token)
    if verb_before is not None:
        return everyone(agents(verb_before), cast)
    for verb in upwards(token):
        for child in verb.children:
            if child.dep_ == "parataxis" and child.lemma_.lower() in _words("say"):
                return everyone(agents(child), cast)
            if child.dep_ in {"obl", "prep"} and any(t.lower_ == "according" for t in child.subtree):
                return cast.within(child.left_edge.idx, _end(child.right_edge))
        if verb.dep_ in {"ccomp", "parataxis"} and verb.head.lemma_.lower() in _words("say"):
            return everyone(agents(verb.head), cast)
    return ()


def dates_of(token: Token, dates: Sequence[Date]) -> tuple[Ref, ...]:
    """The dates in the clause of a trigger, of all `dates` by place: on it, or on the verb that governs it."""
    sentence = token.sent
    first = bisect_left(dates, sentence.start_char, key=lambda d: d.start)
    behind = bisect_left(dates, sentence.end_char, lo=first, key=lambda d: d.start)
    near = [d for d in dates[first:behind] if d.timex_type in {"DATE", "TIME"}]
    if not token.doc.has_annotation("DEP"):
        return tuple(Ref(id=d.id, name=d.text) for d in near) if len(near) == 1 else ()
    homes = {token.i, *(t.i for t in upwards(token, 2))} if not is_verb(token) else {token.i}
    found = []
    for date in near:
        span = token.doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is not None and any(t.i in homes for t in _to_verb(span.root, token.i)):
            found.append(Ref(id=date.id, name=date.text))
    return tuple(found)


def saying(verb: Token) -> Token | None:
    """The verb of speech right before the subject of a clause: "said it would appeal"."""
    subject = next((t for t in verb.children if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS and t.i < verb.i), None)
    start = subject.left_edge.i if subject is not None else 0
    before = [t for t in verb.doc[max(verb.sent.start, start - 2) : start] if t.lower_ != "that"]
    return before[-1] if before and before[-1].lemma_.lower() in _words("say") else None


def is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or token.tag_.startswith("VB")


def _words(entry: str) -> frozenset[str]:
    return patterns.words("clauses", entry)


def _end(token: Token) -> int:
    return token.idx + len(token)


def preposition(token: Token) -> str:
    """The preposition of a noun phrase: its `case` child in UD, the `prep` above it in ClearNLP."""
    if token.dep_ == "pobj":
        return token.head.lower_
    return next((t.lower_ for t in token.children if t.dep_ == "case" and t.i < token.i), "")


def _obliques(token: Token) -> Iterator[Token]:
    """The noun phrases that hang on a word by a preposition."""
    for child in token.children:
        if child.dep_ in {"prep", "agent"}:
            yield from (t for t in child.children if t.dep_ == "pobj")
        elif child.dep_.startswith(("obl", "nmod")) and child.dep_ not in POSSESSIVES:
            yield child


def _antecedent(token: Token) -> Token:
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


def _implied_subject(verb: Token) -> list[Token]:
    """The subject that a clause leaves out because another clause has it."""
    head = verb.head
    if head.i == verb.i:
        return []
    if verb.dep_ == "conj" and (is_verb(head) or any(t.dep_ in SUBJECTS for t in head.children)):
        return _subject(head)  # of a verb, or of "is on trial"
    if verb.dep_ == "xcomp":
        controlled = [t for t in head.children if t.dep_ in OBJECTS]
        return controlled or _subject(head)
    if (
        verb.dep_ == "advcl"
        and (is_verb(head) or head.pos_ == "ADJ")
        and not any(t.dep_ in SUBJECTS for t in verb.children)
    ):
        return _subject(head)
    if verb.dep_ in {"acl"} | RELATIVES:
        return [head] if verb.tag_ in {"VBG", "VBD", "VBZ", "VBP"} else _noun_agents(head)
    return []


def _subject(verb: Token) -> list[Token]:
    """The grammatical subject of a verb, passive or active."""
    own = [_antecedent(t) for t in verb.children if t.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    return own or _right_before(verb) or (_implied_subject(verb) if verb.head.i != verb.i else [])


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
    own += [t for t in _obliques(noun) if preposition(t) in {"by", "from"}]
    own += [t for t in noun.children if t.dep_ in {"compound", "nmod:unmarked"} and t.pos_ in {"NOUN", "PROPN"}]
    if own:
        return own
    head = noun.head
    if is_verb(head) and noun.dep_ in OBJECTS | PASSIVE_SUBJECTS:
        return agents(head)
    return []


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "X"}:
            yield child
            yield from _conjuncts(child)


def _one(token: Token, cast: Cast, depth: int = 2) -> Ref | None:
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
    parts = [t for t in noun.children if t.dep_ in APPOSITIONS]
    if is_person_noun(noun):
        return parts
    parts += owners(noun)
    parts += [t for t in noun.children if t.dep_ in NOUN_PARTS]
    return parts + [t for t in _obliques(noun) if preposition(t) in {"of", "at"}]


def upwards(token: Token, most: int = 6) -> Iterator[Token]:
    """The token and the heads above it."""
    for _ in range(most):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def _to_verb(token: Token, stop: int) -> Iterator[Token]:
    """The tokens from a date up to the first verb."""
    for t in upwards(token, 12):
        yield t
        if t.i == stop or is_verb(t):
            return
