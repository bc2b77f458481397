"""A trigger inside somebody's words to who speaks them: "There was no deal," the broker said."""

from spacy.tokens import Span, Token

from newsx import clauses, patterns
from newsx.case.actions_triggers import Hit
from newsx.entities.cast import Cast
from newsx.records import Ref

QUOTES = frozenset('"“”«»')


def speaker(hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    """Who says it: the subject of the verb of speech, in the sentence or before a quotation that goes on."""
    head = hit.head.head if hit.head.dep_ in {"cop", "expl"} else hit.head
    found = clauses.asserted_by(head, cast) or clauses.asserted_by(hit.head, cast)
    if found or not hit.head.doc.has_annotation("DEP"):
        return found
    sentence = hit.head.sent
    found = _saying(sentence, head, cast)
    if found or not _quoted(hit.head) or sentence.start == 0:
        return found
    before = sentence.doc[sentence.start - 1].sent
    return _saying(before, before.root, cast)


def _saying(sentence: Span, inside: Token, cast: Cast) -> tuple[Ref, ...]:
    """The subject of the last verb of speech in a sentence that the clause hangs on or that stands beside it."""
    say = patterns.words("clauses", "say")
    above = {t.i for t in inside.ancestors} | {sentence.root.i}
    for verb in reversed(sentence):
        near = verb.i in above or verb.dep_ in {"parataxis", "conj"}
        if verb.pos_ == "VERB" and verb.i != inside.i and near and verb.lemma_.lower() in say:
            found = clauses.everyone(clauses.agents(verb), cast)
            if found:
                return found
    return ()


def _quoted(token: Token) -> bool:
    """Whether an odd number of quotation marks stands before a token in its paragraph, or right before its sentence."""
    doc, start = token.doc, token.i
    while start > 0 and "\n" not in doc[start - 1].text_with_ws:
        start -= 1
    return sum(t.text in QUOTES for t in doc[start : token.i]) % 2 == 1
