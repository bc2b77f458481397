"""A trigger to the parties of its own clause: its subject and object, its owner, who brought it, whose word it is."""

from spacy.tokens import Token

from newsx import clauses, clauses_speech, clauses_tree, patterns
from newsx.case import actions_governor, actions_window, charges_cues
from newsx.case.actions_governor import completes, governor
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import Hit
from newsx.case.charges_referents import Referents
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link


def subj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who does it: the agents of the trigger, those who sent or told them, or whom they go on about."""
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


def obj(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """To whom it is done."""
    heads = clauses.patients(hit.head)
    found = everyone(heads, cast) or _meant(heads, hit, cast)
    if not found and len(hit.tokens) == 1 and not clauses_tree.is_passive(hit.head):
        return _right_after(hit, cast)
    if found or len(hit.tokens) == 1 or hit.entry["on"][0] != "obj":
        return found
    return cast.within(hit.tokens[0].idx, hit.tokens[-1].idx)  # "sent the dealer Tom Roe to prison", however parsed


def subject(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The subject of the trigger, or else of the verb above it."""
    return everyone(clauses.subjects(hit.head), cast) or actions_governor.subject(hit, cast)


def clause_subject(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who is the subject of the clause that the verb takes: "found that Corvane had infringed"."""
    below = [t for t in hit.head.children if t.dep_ == "ccomp" and t.i > hit.head.i]
    return everyone([s for clause in below for s in clauses.subjects(clause)], cast)


def owner(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Whose it is: "the watchdog's inquiry"."""
    return everyone([t for token in hit.tokens for t in clauses_tree.owners(token)], cast)


def compound(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The name right before a noun: "the AMF probe"."""
    first = hit.tokens[0]
    if first.i == first.sent.start:
        return ()
    before = first.nbor(-1)
    ref = cast.at(before.idx, before.idx + len(before))
    return (ref,) if ref is not None and before.pos_ not in {"ADP", "PRON"} else ()


def participle(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who did what a clause on the noun says: "a lawsuit filed by savers", "the charges that the state brought"."""
    verbs = [t for token in hit.tokens for t in token.children if t.dep_ in {"acl"} | clauses_tree.RELATIVES]
    return everyone([agent for verb in verbs for agent in clauses.agents(verb) if agent.i != verb.head.i], cast)


def speaker(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Whose word an act is that the speaker announces: "her lawyer said an appeal would be filed"."""
    told = hit.verbal or hit.head.dep_ in clauses_tree.PASSIVE_SUBJECTS
    return clauses_speech.asserted_by(hit.head, cast) if told else ()


def courts(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The courts that the sentence names."""
    sentence = hit.head.sent
    courts = {a.id for a in cast.agencies if a.kind == "court"}
    return tuple(r for r in cast.within(sentence.start_char, sentence.end_char) if r.id in courts)


def _sent_from(heads: list[Token]) -> list[Token]:
    """Whose people act: "officials from the tax office visited …"."""
    known = patterns.words(PACK, "public-nouns")
    return [
        t for h in heads if h.lemma_.lower() in known for t in clauses_tree.obliques(h, ("from", "of", "at", "with"))
    ]


def _meant(heads: list[Token], hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Whom a description that nobody has linked goes on about: "the company is appealing"."""
    firms = [t for t in heads if t.lower_ in charges_cues.words("for-organization") and _is_definite(t)]
    return Referents(cast, hit.text).of(firms)


def _is_definite(noun: Token) -> bool:
    return any(t.lower_ in patterns.words("clauses", "definite") for t in noun.children if t.dep_ == "det")


def _behind_papers(heads: list[Token]) -> list[Token]:
    """Who files what says it: "prosecutors unsealed a complaint charging Roe"."""
    papers = [t for t in heads if t.lemma_.lower() in patterns.words(PACK, "papers")]
    return [t for paper in papers if completes(paper) for t in clauses.agents(governor(paper))]


def _right_after(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The name right behind a verb: "fined Corvane £2m", however parsed."""
    place = hit.head.i + 1
    if place >= hit.head.sent.end or hit.head.doc[place].pos_ in {"DET", "PRON", "ADP"}:
        return ()
    ref = cast.at(hit.head.doc[place].idx, hit.head.doc[place].idx + 1)
    return (ref,) if ref is not None else ()
