"""A word to whose word it is: "prosecutors said …", "… , police said", "according to the indictment"."""

from spacy.tokens import Token

from newsx import clauses, patterns
from newsx.clauses_parties import everyone
from newsx.clauses_tree import ANY_SUBJECTS, upwards
from newsx.entities.cast import Cast
from newsx.records import Link


def asserted_by(token: Token, cast: Cast) -> tuple[Link, ...]:
    """Whose word it is: "prosecutors said …", "… , police said", "according to the indictment"."""
    if not token.doc.has_annotation("DEP"):
        return ()
    verb_before = saying(token)
    if verb_before is not None:
        return everyone(clauses.agents(verb_before), cast)
    for verb in upwards(token):
        for child in verb.children:
            if child.dep_ == "parataxis" and child.lemma_.lower() in patterns.words("clauses", "say"):
                return everyone(clauses.agents(child), cast)
            if child.dep_ in {"obl", "prep"} and any(t.lower_ == "according" for t in child.subtree):
                return cast.within(child.left_edge.idx, child.right_edge.idx + len(child.right_edge))
        if verb.dep_ in {"ccomp", "parataxis"} and verb.head.lemma_.lower() in patterns.words("clauses", "say"):
            return everyone(clauses.agents(verb.head), cast)
    return ()


def saying(verb: Token) -> Token | None:
    """The verb of speech right before the subject of a clause: "said it would appeal"."""
    subject = next((t for t in verb.children if t.dep_ in ANY_SUBJECTS and t.i < verb.i), None)
    start = subject.left_edge.i if subject is not None else 0
    before = [t for t in verb.doc[max(verb.sent.start, start - 2) : start] if t.lower_ != "that"]
    return before[-1] if before and before[-1].lemma_.lower() in patterns.words("clauses", "say") else None
