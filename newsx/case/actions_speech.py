"""A trigger inside somebody's words to who speaks them: "There was no deal," the broker said."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from newsx import clauses, clauses_speech, clauses_tree, patterns
from newsx.case.actions_patterns import PACK
from newsx.case.actions_triggers import QUOTES, Hit
from newsx.clauses_parties import everyone
from newsx.entities.cast import Cast
from newsx.records import Link


def speaker(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """Who says it: the subject of the verb of speech, in the sentence or before a quotation that goes on."""
    found = clauses_speech.asserted_by(hit.head, cast)
    if found or not hit.head.doc.has_annotation("DEP"):
        return found
    sentence = hit.head.sent
    above = {t.i for t in hit.head.ancestors}
    verbs = [v for v in _verbs_of_speech(sentence) if v.i in above or v.dep_ == "parataxis"]
    if not verbs and sentence.start > 0 and _quoted(hit.head):
        verbs = list(_verbs_of_speech(sentence.doc[sentence.start - 1].sent))
    return next((found for verb in reversed(verbs) if (found := _who_says(verb, cast))), ())


def principal(hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """For whom the subject speaks: "her lawyer called …", "a spokesman for the bank rejected …"."""
    return _behind(clauses.agents(hit.head), cast)


def _behind(heads: Iterable[Token], cast: Cast) -> tuple[Link, ...]:
    speakers = [t for t in heads if t.lemma_.lower() in patterns.words(PACK, "speakers-for")]
    return everyone(
        [t for s in speakers for t in (*clauses_tree.owners(s), *clauses_tree.obliques(s, ("for", "of")))], cast
    )


def _verbs_of_speech(words: Iterable[Token]) -> Iterator[Token]:
    return (t for t in words if t.pos_ == "VERB" and t.lemma_.lower() in patterns.words("clauses", "say"))


def _who_says(verb: Token, cast: Cast) -> tuple[Link, ...]:
    """The subject, for whom it speaks, or whoever is named between the quotation and the verb."""
    heads = clauses.agents(verb)
    found = everyone(heads, cast) or _behind(heads, cast)
    marks = [t for t in verb.doc[verb.sent.start : verb.i] if t.text in QUOTES]
    return found or (cast.within(marks[-1].idx, verb.idx)[-1:] if marks and not heads else ())


def _quoted(token: Token) -> bool:
    """Whether a quotation is open before a token, in its paragraph."""
    doc, start = token.doc, token.i
    while start > 0 and "\n" not in doc[start - 1].text_with_ws:
        start -= 1
    return sum(t.text in QUOTES for t in doc[start : token.i]) % 2 == 1
