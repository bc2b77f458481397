"""The stretch behind a cue to the wrongs that it lists: "theft, robbery and trafficking stolen goods" is three."""

from collections.abc import Iterator

from newsx.case import charges_cues
from newsx.case.charges_reading import Reading
from newsx.case.charges_words import PARAGRAPH

LONGEST = 26  # words of one wrong
MOST = 12  # wrongs of one list
HARD = frozenset({*".;:?!)—–[]…", "--", PARAGRAPH})
ASIDE = 8  # words in brackets within a wrong: "an $11bn (£6bn) accounting fraud"
JOINTS = frozenset({",", "and", "or", "&"})


def items(reading: Reading, start: int, *, clause: bool) -> Iterator[tuple[int, int]]:
    """The wrongs that begin at a word, as words from … up to …; a `clause` has a subject, which is left out."""
    if start >= len(reading.words):
        return
    limit = reading.sentence_ends[max(0, start - 1)]
    if clause:
        yield from bullets(reading, start)
    position: int | None = opening(reading, start, limit)
    if not clause and reading.text(position or 0) == "that":
        start, clause = (position or 0) + 1, True  # "fined after allegations that it misled investors"
    if clause:
        position = predicate(reading, start, limit)
    for _ in range(MOST):
        if position is None or position >= limit:
            return
        end, following = _item(reading, position, limit, clause)
        if end > position:
            yield position, end
        position = following


def bullets(reading: Reading, start: int) -> Iterator[tuple[int, int]]:
    """The deeds of a list with bullets behind a clause that breaks off: "They say that the makers" - hid …, - lied …"""
    first = next((i for i in range(start, min(start + 14, len(reading.words))) if reading.text(i) == PARAGRAPH), None)
    while first is not None and reading.is_bullet(first):
        end, _ = _item(reading, first + 1, reading.paragraph_end(first + 1), True)
        if end > first + 1:
            yield first + 1, end
        following = reading.paragraph_end(first + 1)
        first = following if following < len(reading.words) else None


def predicate(reading: Reading, start: int, limit: int) -> int | None:
    """Where the deed of a clause begins: behind its subject and auxiliaries; a clause that denies tells none."""
    last = next(
        (i for i in range(start + 1, min(start + 16, limit)) if reading.text(i) in HARD), min(start + 16, limit)
    )
    window = range(start, last)
    deed = next((i for i in window if i in reading.hit_at and reading.hit_at[i].kind != "noun"), None)
    main = next((i for i in window if _is_main_verb(reading, i)), None)
    if deed is None or (main is not None and main < deed and _leads_to(reading, main, deed)):
        deed = main
    if deed is None or deed in reading.cued or reading.text(deed) in charges_cues.words("no-deeds"):
        return None
    if any(reading.text(i) in charges_cues.words("court-papers") for i in reading.subjects(deed) if i >= start):
        return None  # "ruling that the indictment went too far"
    negated = any(reading.text(i) in charges_cues.words("negations") for i in range(max(start, deed - 4), deed))
    if negated and reading.text(deed) not in charges_cues.words("omitted"):
        return None
    return _with_adverbs(reading, deed, start)


def _leads_to(reading: Reading, main: int, deed: int) -> bool:
    """Whether the clause tells a deed from this verb on: "instructed workers to falsify logs"."""
    if main in reading.cued or reading.text(main) in charges_cues.words("no-deeds"):
        return False
    if reading.text(deed - 1) in JOINTS:
        return True  # "planted drugs and stole cash"
    between = range(main, deed)
    return reading.text(deed - 1) == "to" and not any(reading.text(i) in HARD | {"that"} for i in between)


def _is_main_verb(reading: Reading, i: int) -> bool:
    """Whether the deed is told by this word: its verb, or what somebody was ("aware of", "party to")."""
    if reading.text(i - 1) in {"was", "were", "is", "are"} and reading.tag(i)[:2] in {"JJ", "NN"}:
        return True
    tag = reading.tag(i)
    helped = any(reading.text(k) in charges_cues.words("auxiliaries") for k in range(max(0, i - 3), i))
    if tag in {"VBG", "VBN"} and not helped:
        return False
    return tag.startswith("VB") and reading.text(i) not in charges_cues.words("auxiliaries")


def _with_adverbs(reading: Reading, i: int, start: int) -> int:
    """Back over what belongs to the deed: "did not disclose", "wilfully ignored"."""
    kept = charges_cues.words("negations") | {"did", "does", "do"}
    while i > start and (reading.text(i - 1) in kept or reading.text(i - 1).endswith(("lly", "edly"))):
        i -= 1
    return i


def opening(reading: Reading, start: int, limit: int) -> int:
    """Past "two counts of", "an alleged" and the like, unless the words are a wrong of their own."""
    skip = charges_cues.words("quantities")
    i = start
    leads, ties = charges_cues.words("lead"), {"into", "of", "over", "involving", "about", "alleging"}
    while i < limit and i not in reading.hit_at:
        if reading.text(i) in leads and reading.text(i + 1) in ties:
            i += 2  # "an investigation into"
        elif reading.text(i) in charges_cues.words("parts") and reading.text(i + 1) == "in" and _begins(reading, i + 2):
            i += 2  # "his part in looting"
        elif reading.text(i) in skip or reading.text(i)[:1].isdigit():
            i += 1
        else:
            break
    return i


def _begins(reading: Reading, i: int) -> bool:
    """Whether a wrong begins at this word, or behind an article."""
    return any(k in reading.hit_at or is_verbal(reading, k) for k in (i, i + 1))


def is_verbal(reading: Reading, i: int) -> bool:
    """Whether a gerund begins here: "failing to", but not "money laundering" or "bid-rigging"."""
    hit = reading.hit_at.get(i)
    if reading.text(i) in charges_cues.words("failures") and reading.text(i + 1) == "to":
        return True
    if hit is not None:
        return hit.kind != "noun"
    if reading.tagged:
        return reading.tag(i) == "VBG" or (reading.tag(i) == "RB" and reading.tag(i + 1) == "VBG")
    word = reading.text(i)
    return len(word) > 5 and word.endswith("ing")


def _item(reading: Reading, start: int, limit: int, clause: bool) -> tuple[int, int | None]:
    """Where the wrong that begins at `start` ends, and where the next of its list begins."""
    verbal = clause or is_verbal(reading, start)
    named, nested = reading.text(start) in charges_cues.words("generic"), False
    last = min(limit, start + LONGEST)
    i = start
    while i < last:
        word = reading.text(i)
        hit = reading.hit_at.get(i)
        if hit is not None:
            named, i = named or not hit.weak, hit.end
            continue
        if word in {"and", "but"} and verbal and not clause and reading.tag(i + 1) == "VBD" and i > start:
            return i, None  # "failing to report it and stepped down"
        if word == "and" and i > start and _opens_clause(reading, i + 1, limit):
            return i, None
        if word in JOINTS or (word == "as" and reading.text(i + 1) == "well"):
            following = _next(reading, i, limit, clause)
            if following is not None and (word == "," or i - start > verbal):
                return i, following
        if word == "to" and not verbal and _ranges(reading, i):
            return i, i + 1
        if word == "(":
            after = _past_brackets(reading, i, last)
            if after is None:
                return _trim(reading, start, i), None
            i = after
            continue
        if word == "," and reading.text(i + 1) in {"who", "which"}:
            return i, _later(reading, i + 1, limit, clause)
        if word == "," or word in HARD:
            return _trim(reading, start, i), None
        if named and i > start and word in charges_cues.words("lead") and not verbal:
            return i, _later(reading, i, limit, clause)
        nested = nested or (verbal and word in {"that", "how", "whether", "which", "who"})
        if (
            i > start
            and _ends(reading, i, verbal, named)
            and not (nested and word in charges_cues.words("auxiliaries"))
        ):
            relative = word in {"who", "which"} and reading.text(i - 1) == ","
            goes_on = i in reading.dated or word in charges_cues.words("places") or relative
            return _trim(reading, start, i), _later(reading, i, limit, clause) if goes_on else None
        i += 1
    return _trim(reading, start, min(i, limit)), None


def _opens_clause(reading: Reading, i: int, limit: int) -> bool:
    """Whether a name and its verb begin here: "acquitted of theft and Ann Roe awaits trial"."""
    end = i
    while end < limit and reading.tag(end) in {"NNP", "NNPS"}:
        end += 1
    return end > i and reading.tag(end) in {"VBD", "VBZ", "VBP", "MD"}


def _qualifies(reading: Reading, i: int) -> bool:
    """Whether a "that" tells which wrong it is: "the breach that affected millions"."""
    return reading.text(i) == "that" and i in reading.hit_ends and reading.hit_ends[i].weak


def _ranges(reading: Reading, i: int) -> bool:
    """ "From theft to gang rape": a "to" between two wrongs."""
    following = reading.hit_at.get(i + 1)
    return following is not None and following.kind == "noun" and i in reading.hit_ends


def _past_brackets(reading: Reading, i: int, last: int) -> int | None:
    """Behind an aside in brackets, when the wrong goes on there."""
    for k in range(i + 1, min(i + ASIDE, last)):
        if reading.text(k) == ")":
            return k + 1 if reading.text(k + 1) not in HARD | JOINTS | charges_cues.words("stops") else None
    return None


def _ends(reading: Reading, i: int, verbal: bool, named: bool) -> bool:
    """Whether a word begins what is no longer the wrong: when, where, and what people said of it."""
    word = reading.text(i)
    if word in charges_cues.words("stops") or (i in reading.dated and not reading.tag(i).startswith("VB")):
        return True
    if verbal:
        return reading.tag(i) in {"VBZ", "MD"} and reading.text(i - 1) not in {"that", "which", "who", "what"}
    if word in {"in", "by"} and is_verbal(reading, i + 1):
        return False
    return (named and word in charges_cues.words("places") and not _qualifies(reading, i)) or (
        reading.tag(i) in {"VBD", "VBZ", "VBP", "MD"} and reading.text(i - 1) not in {"that", "which", "who"}
    )


def _trim(reading: Reading, start: int, end: int) -> int:
    """Without a preposition or an article at the end: "misled investors in" 2003."""
    loose = charges_cues.words("loose")
    while end > start + 1 and reading.text(end - 1) in loose:
        end -= 1
    return end


def _later(reading: Reading, place: int, limit: int, clause: bool) -> int | None:
    """The next wrong of a list behind words of time or place, or behind a relative clause."""
    relative = reading.text(place) in {"who", "which"}
    for i in range(place, min(place + (20 if relative else 8), limit)):
        if reading.text(i) == "," and reading.text(i + 1) in {"who", "which"}:
            return _later(reading, i + 1, limit, clause)
        if reading.text(i) in JOINTS:
            following = _next(reading, i, limit, clause)
            if following is not None or not relative:
                return following
        stop = reading.text(i) in charges_cues.words("stops") and not relative
        if reading.text(i) in HARD or (i > place and stop):
            return None
    return None


def _next(reading: Reading, joint: int, limit: int, clause: bool) -> int | None:
    """Where the next wrong begins behind a comma or an "and", if one does."""
    i = joint
    while i < limit and reading.text(i) in charges_cues.words("joints"):
        i += 1
    i = opening(reading, i, limit)
    if i >= limit:
        return None
    if clause:
        i += reading.text(i) in {"had", "has", "have"} and reading.tag(i + 1) == "VBN"
        return i if _is_finite(reading, i) else None
    if is_verbal(reading, i):
        return i
    for k in range(i, min(i + 4, limit)):
        hit = reading.hit_at.get(k)
        if hit is not None:
            return i if hit.kind == "noun" else None
        if reading.text(k) in HARD or reading.text(k) in JOINTS or reading.text(k) in charges_cues.words("stops"):
            return None
        if reading.tag(k).startswith("V") or reading.tag(k) == "MD":
            return None
    return None


def _is_finite(reading: Reading, i: int) -> bool:
    """Whether a verb that can share the subject of the one before begins here."""
    hit = reading.hit_at.get(i)
    if hit is not None and hit.kind != "noun":
        return True
    if reading.tag(i) == "RB":
        i += 1
    return reading.tag(i) in {"VBD", "VBZ", "VBN", "VBP"} and reading.text(i) not in charges_cues.words("auxiliaries")
