"""A trigger's place in the dependency parse to the parties that stand at its named places."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from newsx import clauses, clauses_speech, clauses_tree, patterns
from newsx.case import actions_speech, actions_window, charges_cues
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import Hit
from newsx.case.charges_referents import Referents
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Ref

FAR = frozenset({"with", "against", "into"})  # prepositions that may stand far from their trigger


def at(place: str, hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """The parties at a place that a pattern entry names ("subj", "into", "gov-subj", …)."""
    if place in _PLACES:
        return _PLACES[place](hit, cast)
    if place.startswith("gov-"):
        return _prepositional([_governor(hit.head)], place.removeprefix("gov-"), cast)
    return _prepositional(hit.tokens, place, cast)


def concerns_a_stranger(hit: Hit) -> bool:
    """Whether a verb is done to a person whom no name is known for: "a branch manager was jailed"."""
    if hit.entry.get("on", ())[:1] == ["subject"]:
        return any(t.pos_ in {"NOUN", "PROPN"} for t in clauses.subjects(hit.head))
    if "obj" not in hit.entry.get("on", ()):
        return False
    if any(clauses_tree.is_person_noun(t) for t in _heads((*hit.tokens, *clauses.patients(hit.head)), "against")):
        return True  # "threw out the charges against two salesmen"
    heads = [t for t in clauses.patients(hit.head) if t not in hit.tokens and t.pos_ in {"NOUN", "PROPN"}]
    done_to_persons = hit.entry["type"] in patterns.words(PACK, "done-to-persons")
    return any(done_to_persons or clauses_tree.is_person_noun(t) or t.pos_ == "PROPN" for t in heads)


def strangers(hit: Hit) -> list[Token]:
    """The nouns in the doer's place: "jurors cleared him", "an inquiry opened by the unit"."""
    if hit.entry.get("symmetric"):
        return [t for t in _heads(hit.tokens, "with") if t.pos_ in {"NOUN", "PROPN"}]
    if hit.verbal and "subj" not in hit.entry.get("by", ()) and not clauses_tree.is_passive(hit.head):
        return []  # the one who "faces charges" or "received a fine" is no doer
    verb = hit.head if hit.verbal else _governor(hit.head)
    if not hit.verbal and (verb.i == hit.head.i or not _completes(hit.head)):
        return []
    return [t for t in clauses.agents(verb) if t.pos_ in {"NOUN", "PROPN"} and t not in hit.tokens]


def threatened(hit: Hit) -> bool:
    """Whether a punishment is only in the offing: "faces a fine", "the offence carries a jail term"."""
    return not hit.verbal and _governor(hit.head).lemma_.lower() in patterns.words(PACK, "threat-verbs")


def _prepositional(tokens: "tuple[Token, ...] | list[Token]", word: str, cast: Cast) -> tuple[Ref, ...]:
    heads = _heads(tokens, word)
    return everyone(heads, cast) or _inside(heads, cast)


def _heads(tokens: "tuple[Token, ...] | list[Token]", word: str) -> list[Token]:
    """The heads of the noun phrases with a preposition, on the tokens or, for some prepositions, below them."""
    heads = [head for token in tokens for head in clauses_tree.obliques(token, (word,))]
    if heads or word not in FAR:
        return heads
    return [t.head for token in tokens for t in _after(token) if t.lower_ == word and t.dep_ == "case"][:1]


def _after(token: Token) -> Iterator[Token]:
    """The words that hang on a token, to its right."""
    return (t for t in token.subtree if t.i > token.i)


def _inside(heads: list[Token], cast: Cast) -> tuple[Ref, ...]:
    """Whoever is named first inside the noun phrases: "a probe into claims that Corvane misled savers"."""
    for head in heads:
        if clauses_tree.is_person_noun(head):
            continue
        found = cast.within(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
        if found:
            return found[:1]
    return ()


def _subj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    heads = clauses.agents(hit.head)
    found = everyone(heads, cast)
    spoken = patterns.words(PACK, "spoken-for")  # "my client never took a cent", said his lawyer
    if not found and any(t.tag_ == "PRP" or t.lemma_.lower() in spoken for t in heads):  # "Ofcom said it would …"
        return clauses_speech.asserted_by(hit.head, cast)
    found = found or tuple(r for r in everyone(_sent_from(heads), cast) if cast.is_agency(r))
    found = found or everyone(_behind_papers(heads), cast) or _meant(heads, hit, cast)
    standing = hit.verbal and hit.head.dep_ in {"ROOT", "conj", "ccomp", "parataxis"}
    if not heads and standing and not clauses_tree.is_passive(hit.head):
        return actions_window.at("subj", hit, cast)
    return found


def _sent_from(heads: list[Token]) -> list[Token]:
    """Whose people act: "officials from the tax office visited …"."""
    known = patterns.words(PACK, "public-nouns")
    return [
        t for h in heads if h.lemma_.lower() in known for t in clauses_tree.obliques(h, ("from", "of", "at", "with"))
    ]


def _meant(heads: list[Token], hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Whom a description that nobody has linked goes on about: "the company is appealing"."""
    firms = [t for t in heads if t.lower_ in charges_cues.words("for-organization") and _is_definite(t)]
    return Referents(cast, hit.text).of(firms)


def _is_definite(noun: Token) -> bool:
    return any(t.lower_ in patterns.words("clauses", "definite") for t in noun.children if t.dep_ == "det")


def _behind_papers(heads: list[Token]) -> list[Token]:
    """Who files what says it: "prosecutors unsealed a complaint charging Roe"."""
    papers = [t for t in heads if t.lemma_.lower() in patterns.words(PACK, "papers")]
    return [t for paper in papers if _completes(paper) for t in clauses.agents(_governor(paper))]


def _obj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    heads = clauses.patients(hit.head)
    found = everyone(heads, cast) or _meant(heads, hit, cast)
    if not found and len(hit.tokens) == 1 and not clauses_tree.is_passive(hit.head):
        return _right_after(hit, cast)
    if found or len(hit.tokens) == 1 or hit.entry["on"][0] != "obj":
        return found
    return cast.within(hit.tokens[0].idx, hit.tokens[-1].idx)  # "sent the dealer Tom Roe to prison", however parsed


def _right_after(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """The name right behind a verb: "fined Corvane £2m", however parsed."""
    place = hit.head.i + 1
    if place >= hit.head.sent.end or hit.head.doc[place].pos_ in {"DET", "PRON", "ADP"}:
        return ()
    ref = cast.at(hit.head.doc[place].idx, hit.head.doc[place].idx + 1)
    return (ref,) if ref is not None else ()


def _objects_against(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Against whom the thing is that something is done to: "the charge against her was dropped"."""
    return everyone([t for o in clauses.patients(hit.head) for t in clauses_tree.obliques(o, ("against",))], cast)


def _clause_subject(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Who is the subject of the clause that the verb takes: "found that Corvane had infringed"."""
    below = [t for t in hit.head.children if t.dep_ == "ccomp" and t.i > hit.head.i]
    return everyone([s for clause in below for s in clauses.subjects(clause)], cast)


def _subject(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    return everyone(clauses.subjects(hit.head), cast) or _gov_subject(hit, cast)


def _owner(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    return everyone([t for token in hit.tokens for t in clauses_tree.owners(token)], cast)


def _compound(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """The name right before a noun: "the AMF probe"."""
    first = hit.tokens[0]
    if first.i == first.sent.start:
        return ()
    before = first.nbor(-1)
    ref = cast.at(before.idx, before.idx + len(before))
    return (ref,) if ref is not None and before.pos_ not in {"ADP", "PRON"} else ()


def _gov_subj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    verb = _governor(hit.head)
    return everyone(clauses.agents(verb), cast) if verb.i != hit.head.i and _completes(hit.head) else ()


def _gov_subject(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    own = [t for t in hit.head.children if t.dep_ in clauses_tree.SUBJECTS]
    verb = _governor(hit.head)
    if not own and verb.i != hit.head.i and _completes(hit.head):
        own = clauses.subjects(verb)
    return everyone(own, cast)


def _gov_obj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    verb = _governor(hit.head)
    heads = [t for t in clauses.patients(verb) if t.i != hit.head.i] if verb.i != hit.head.i else []
    return everyone(heads, cast)


def _tree(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Whoever is named in the words that hang on the trigger, to its right."""
    if hit.verbal and clauses_tree.is_passive(hit.head):
        return ()  # what hangs on it is rather who does it
    right = max((t.right_edge for t in hit.tokens), key=lambda t: t.i)
    return cast.within(hit.end, right.idx + len(right))[:3]


def _courts(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    sentence = hit.head.sent
    courts = {a.id for a in cast.agencies if a.kind == "court"}
    return tuple(r for r in cast.within(sentence.start_char, sentence.end_char) if r.id in courts)


def _trial(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """At whose trial: "told the trial of Mr Dorn", "evidence in Mr Dorn's trial"."""
    trials = [t for t in hit.head.sent if t.lower_ == "trial"]
    heads = [h for t in trials for h in (*clauses_tree.owners(t), *clauses_tree.obliques(t, ("of",)))]
    return everyone(heads, cast)


def _participle(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Who did what a clause on the noun says: "a lawsuit filed by savers", "the charges that the state brought"."""
    verbs = [t for token in hit.tokens for t in token.children if t.dep_ in {"acl"} | clauses_tree.RELATIVES]
    return everyone([agent for verb in verbs for agent in clauses.agents(verb) if agent.i != verb.head.i], cast)


def _bodies(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """The bodies named in what hangs on the trigger: "settle a lawsuit brought by the state"."""
    return tuple(r for r in _tree(hit, cast) if cast.is_agency(r))


def _defendant(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Who settles, faces or fights what the noun names: the subject of the verb above it."""
    verb = _governor(hit.head)
    defends = verb.lemma_.lower() in patterns.words(PACK, "defend-verbs")
    return everyone(clauses.agents(verb), cast) if defends and _completes(hit.head) else ()


def _speaker(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Whose word an act is that the speaker announces: "her lawyer said an appeal would be filed"."""
    told = hit.verbal or hit.head.dep_ in clauses_tree.PASSIVE_SUBJECTS
    return clauses_speech.asserted_by(hit.head, cast) if told else ()


def _gov_any(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """The subject of the verb above, whatever the noun is to it: "the trader bought peace with a plea deal"."""
    verb = _governor(hit.head)
    return everyone(clauses.subjects(verb), cast) if verb.i != hit.head.i else ()


def _within_subj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Who does what is done in the course of it: "police searched the mill in an inquiry into fraud"."""
    return everyone(clauses.agents(_governor(hit.head)), cast) if _encloses(hit.head) else ()


def _within_obj(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """To whom it is done."""
    return everyone(clauses.patients(_governor(hit.head)), cast) if _encloses(hit.head) else ()


def _encloses(noun: Token) -> bool:
    """Whether something else is done in the course of what a noun names."""
    return noun.dep_.startswith(("obl", "nmod")) and any(
        t.dep_ == "case" and t.lower_ in {"in", "during", "of"} for t in noun.children
    )


def _completes(noun: Token) -> bool:
    """Whether a noun is the object of its verb, or what is done in the passive."""
    while noun.dep_ in {"conj", "compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        if noun.dep_ == "nmod":
            return False
        noun = noun.head
    return noun.dep_ in clauses_tree.OBJECTS | clauses_tree.PASSIVE_SUBJECTS


def _governor(noun: Token) -> Token:
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


_PLACES: dict[str, Callable[[Hit, Cast], tuple[Ref, ...]]] = {
    "subj": _subj,
    "obj": _obj,
    "subject": _subject,
    "clause-subject": _clause_subject,
    "obj-against": _objects_against,
    "poss": _owner,
    "compound": _compound,
    "gov-subj": _gov_subj,
    "gov-subject": _gov_subject,
    "gov-obj": _gov_obj,
    "tree": _tree,
    "participle": _participle,
    "bodies": _bodies,
    "defendant": _defendant,
    "speaker": _speaker,
    "speech": actions_speech.speaker,
    "principal": actions_speech.principal,
    "gov-any": _gov_any,
    "within-subj": _within_subj,
    "within-obj": _within_obj,
    "in-court": _courts,
    "at-trial": _trial,
}
