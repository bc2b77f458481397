"""The wrongs that an article names: each stretch of words that tells one, with its offence and the cue that governs it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from spacy.tokens import Doc, Token

from newsx.case import charges_cues, charges_words
from newsx.case.charges_cues import Cue
from newsx.case.charges_words import Hit, Word
from newsx.records import ChargeStatus, Date, Polarity

LONGEST = 24  # words of one wrong
_CLAUSE_LINKS = frozenset({"that", "whether", "if", "how", "alleging", "alleges", "alleged", "claiming", "claims", "saying", "says", "said", "because"})


@dataclass(frozen=True, slots=True)
class Mention:
    """The words from number `start` up to `end` tell a wrong."""

    start: int
    end: int
    offence: str
    iccs: str | None
    rule: str
    status: ChargeStatus
    cue: Cue | None = None
    polarity: Polarity = "affirmed"
    modality: str = "actual"
    hit: Hit | None = None

    @property
    def framed(self) -> bool:
        """Whether a cue governs the wrong; otherwise it only stands in the text."""
        return self.cue is not None


@dataclass(frozen=True)
class Reading:
    """An article as the finder sees it: its words, where sentences end, what names a wrong and what governs one."""

    doc: Doc
    words: Sequence[Word]
    hits: Sequence[Hit]
    topics: Sequence[Hit]
    cues: Sequence[Cue]
    dated: frozenset[int] = field(default=frozenset())

    @cached_property
    def sentence_ends(self) -> list[int]:
        """For each word, the number of the first word of the next sentence."""
        ends = [0] * len(self.words)
        border, last = len(self.words), -1
        for i in range(len(self.words) - 1, -1, -1):
            sent = self.sentence[i]
            if sent != last:
                border, last = i + 1, sent
            ends[i] = border
        return ends

    @cached_property
    def sentence(self) -> list[int]:
        """For each word, the number of its sentence."""
        numbers = [0] * len(self.doc)
        for n, sent in enumerate(self.doc.sents):
            for i in range(sent.start, sent.end):
                numbers[i] = n
        return [numbers[w.token] for w in self.words]

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """The hits by their first word."""
        return {h.start: h for h in self.hits}

    def token(self, i: int) -> Token:
        """The token of a word."""
        return self.doc[self.words[i].token]

    def chars(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of some words in the article."""
        last = self.token(end - 1)
        return self.token(start).idx, last.idx + len(last)

    def within(self, start: int, end: int, *, topics: bool = False) -> list[Hit]:
        """The hits that lie in some words."""
        return [h for h in (self.topics if topics else self.hits) if start <= h.start and h.end <= end]


def read(doc: Doc, dates: Sequence[Date]) -> Reading:
    """The reading of a parsed article."""
    words = charges_words.words(doc)
    spans = [(d.start, d.end) for d in dates]
    dated = frozenset(i for i, w in enumerate(words) if any(s <= doc[w.token].idx < e for s, e in spans))
    return Reading(doc, words, charges_words.hits(words), charges_words.hits(words, topics=True), charges_cues.cues(words), dated)


def mentions(reading: Reading) -> list[Mention]:
    """Every telling of a wrong, in text order; of overlapping ones the one with the furthest reach."""
    kept = _settle([_outer(reading, m) for _, m in governed(reading)])
    covered = {i for m in kept for i in range(m.start, m.end)}
    bare = [_bare(h) for h in reading.hits if not h.weak and h.start not in covered and h.end - 1 not in covered]
    return sorted([*kept, *bare], key=lambda m: (m.start, m.end))


def governed(reading: Reading) -> list[tuple[str, Mention]]:
    """Each wrong that a cue leads to, with the cue's id."""
    framed = [m for cue in reading.cues for m in _framed(reading, cue)] + list(_before(reading))
    return [(m.cue.id, m) for m in framed if m.cue is not None]


# --- a cue and the wrong behind it


def _framed(reading: Reading, cue: Cue) -> Iterator[Mention]:
    if cue.rule.get("side") == "before":
        return
    limit = reading.sentence_ends[cue.start]
    for start, link in charges_cues.starts(reading.words, cue, limit):
        for s, e in _items(reading, start, limit, clause=link in _CLAUSE_LINKS or bool(cue.rule.get("clause"))):
            mention = _mention(reading, s, e, cue)
            if mention is not None:
                yield mention


def _mention(reading: Reading, start: int, end: int, cue: Cue) -> Mention | None:
    found = reading.within(start, end)
    if not found and not (cue.rule.get("open") and _is_wrong(reading, start, end)):
        return None
    strong = [h for h in found if h.offence != "other"] or found
    about = [h for h in reading.within(start, end, topics=True) if h.offence != "other"] if not strong or strong[0].offence == "other" else []
    best = (about or strong or [None])[0]
    negated, possible = _mood(reading, cue)
    return Mention(
        start=start,
        end=end,
        offence=best.offence if best else "other",
        iccs=best.iccs if best else None,
        rule=f"charges.{cue.id}",
        status=cue.status,
        cue=cue,
        polarity="negated" if negated else "denied" if cue.rule.get("denied") or cue.id == "denies" else "affirmed",
        modality="possible" if possible else "actual",
        hit=best,
    )


def _is_wrong(reading: Reading, start: int, end: int) -> bool:
    """Whether words without an offence can be a wrong: a deed ("cutting their hair"), not "anything" or a name."""
    text = " ".join(w.text for w in reading.words[start:end])
    if text in charges_cues.words("generic") or end - start < 2:
        return False
    return _is_verbal(reading, start) or bool(reading.within(start, end, topics=True))


def _mood(reading: Reading, cue: Cue) -> tuple[bool, bool]:
    """Whether the words before a cue deny it or leave it open: "has not been charged", "could be charged"."""
    before = [w.text for w in reading.words[max(0, cue.start - 5) : cue.start] if w.text]
    for k in range(len(before) - 1, -1, -1):
        if before[k] in {",", ".", ";", ":"}:
            before = before[k + 1 :]
            break
    return bool(charges_cues.words("negations") & set(before)), bool(charges_cues.words("possible") & set(before[-4:]))


# --- the items of a list of wrongs


def _items(reading: Reading, start: int, limit: int, *, clause: bool) -> Iterator[tuple[int, int]]:
    """The wrongs that begin at a word, taken apart: "theft, robbery and trafficking stolen goods" is three."""
    position: int | None = _skip_quantities(reading, start, limit)
    if clause:
        position = _predicate(reading, start, limit)
    for _ in range(12):
        if position is None or position >= limit:
            return
        end, following = _item(reading, position, limit, clause)
        if end > position:
            yield position, end
        position = following


def _predicate(reading: Reading, start: int, limit: int) -> int | None:
    """Where the deed of a clause begins: behind its subject and auxiliaries."""
    window = range(start, min(start + 14, limit))
    if reading.doc.has_annotation("TAG"):
        for i in window:
            tag = reading.token(i).tag_
            if tag.startswith("VB") and reading.words[i].text not in charges_cues.words("subjects"):
                return i
    for i in window:
        if i in reading.hit_at and reading.hit_at[i].kind in {"verb", "act"}:
            return i
    skip = charges_cues.words("subjects")
    return next((i for i in window if reading.words[i].text not in skip), None)


def _skip_quantities(reading: Reading, start: int, limit: int) -> int:
    """Past "two counts of", "an alleged" and the like, unless the words are a wrong of their own."""
    skip = charges_cues.words("quantities")
    i = start
    while i < limit and i not in reading.hit_at and (reading.words[i].text in skip or reading.words[i].text.isdigit()):
        i += 1
    return i


def _item(reading: Reading, start: int, limit: int, clause: bool) -> tuple[int, int | None]:
    """Where the wrong that begins at `start` ends, and where the next of its list begins."""
    verbal = clause or _is_verbal(reading, start)
    stops = charges_cues.words("stops")
    places = charges_cues.words("places")
    seen_hit = False
    last = min(limit, start + LONGEST)
    i = start
    while i < last:
        word = reading.words[i].text
        if i in reading.hit_at:
            seen_hit = True
            inside = min(reading.hit_at[i].end, last)
            i = inside
            continue
        if word in {",", "and", "or", "as"}:
            following = _next_item(reading, i, limit, verbal, clause)
            if following is not None and (word == "," or i - start >= (2 if verbal else 1)):
                return i, following
            if word == ",":
                return i, None
        if word in HARD or (i > start and (word in stops or i in reading.dated)):
            return _trim(reading, start, i), None
        if not verbal and seen_hit and word in places:
            return i, _continued(reading, i, limit)
        i += 1
    return i, None


HARD = frozenset(".;:?!()—–-[]…\n")


def _trim(reading: Reading, start: int, end: int) -> int:
    """Without a preposition or an article at the end: "misled investors in" 2003."""
    loose = charges_cues.words("places") | {"of", "for", "to", "the", "a", "an", "and", "or", "since", "early", "late", "last", "between", "before", "back", "until", "of", "then"}
    while end > start + 1 and reading.words[end - 1].text in loose:
        end -= 1
    return end


def _continued(reading: Reading, place: int, limit: int) -> int | None:
    """The next wrong of a list behind words of place: "theft in Leeds and arson"."""
    for i in range(place, min(place + 8, limit)):
        word = reading.words[i].text
        if word in {",", "and", "or"}:
            return _next_item(reading, i, limit, False, False)
        if word in HARD or word in charges_cues.words("stops"):
            return None
    return None


def _next_item(reading: Reading, joint: int, limit: int, verbal: bool, clause: bool) -> int | None:
    """Where the next wrong begins behind a comma or an "and", if one does."""
    i = joint
    while i < limit and reading.words[i].text in {",", "and", "or", "as", "well", "also", "then", "with", "to"}:
        i += 1
    i = _skip_quantities(reading, i, limit)
    if i >= limit:
        return None
    if clause:
        return i if _is_finite(reading, i) else None
    if _is_verbal(reading, i):
        return i
    near = range(i, min(i + 4, limit))
    for k in near:
        if k in reading.hit_at and reading.hit_at[k].kind == "noun":
            return i
        if reading.words[k].text in HARD | {",", "and"} | charges_cues.words("stops"):
            return None
    return None


def _is_verbal(reading: Reading, i: int) -> bool:
    """Whether a gerund begins here: "failing to", but not "money laundering" or "bid-rigging"."""
    hit = reading.hit_at.get(i)
    if hit is not None:
        return hit.kind != "noun"
    token = reading.token(i)
    if token.tag_:
        return token.tag_ == "VBG"
    return len(token.text) > 4 and token.lower_.endswith("ing")


def _is_finite(reading: Reading, i: int) -> bool:
    hit = reading.hit_at.get(i)
    if hit is not None and hit.kind in {"verb", "act"}:
        return True
    return reading.token(i).tag_ in {"VBD", "VBZ", "VBN"}


# --- wrongs in front of their cue, and without one


def _before(reading: Reading) -> Iterator[Mention]:
    """"Fraud charges", "the murder trial", "bribery and theft charges"."""
    at = {c.start: c for c in reading.cues if c.rule.get("side") == "before"}
    for hit in reading.hits:
        if hit.kind == "noun":
            cue = at.get(hit.end)
            if cue is not None:
                negated, possible = _mood(reading, Cue(hit.start, cue.end, cue.entry))
                yield Mention(
                    hit.start, hit.end, hit.offence, hit.iccs, f"charges.{cue.id}", cue.status, cue,
                    "negated" if negated else "affirmed", "possible" if possible else "actual", hit,
                )  # fmt: skip


def _bare(hit: Hit) -> Mention:
    return Mention(hit.start, hit.end, hit.offence, hit.iccs, f"offences.{hit.entry}", "alleged", hit=hit)


_OUTER = {"settled", "dismissed", "acquitted-of", "pleaded-guilty", "pleaded-not-guilty", "convicted-of", "faces", "filed-complaint", "denies", "agreed-to-pay"}
_LEADS = {"charges-of", "allegation", "lawsuit", "investigation-into", "before-charged", "before-alleged", "before-convicted", "charged-with", "alleged", "alleges", "accused-of", "indicted", "investigating"}


def _outer(reading: Reading, mention: Mention) -> Mention:
    """The status that another cue of the sentence gives: "settled allegations of", "the charges of … were dropped"."""
    cue = mention.cue
    if cue is None or cue.id not in _LEADS:
        return mention
    sentence = reading.sentence[cue.start]
    for outer in reading.cues:
        if outer.id not in _OUTER or reading.sentence[outer.start] != sentence:
            continue
        ahead = 0 <= cue.start - outer.start <= 10
        behind = 0 <= outer.start - cue.end <= 14 and reading.words[outer.start - 1].text in {"were", "was", "been", "be", "later"}
        if ahead or behind:
            denied = outer.id in {"denies", "pleaded-not-guilty"}
            status = outer.status if outer.id != "denies" else mention.status
            return replace(mention, status=status, polarity="denied" if denied else mention.polarity, rule=f"charges.{outer.id}")
    return mention


RANK = {"alleged": 0, "charged": 1, "dismissed": 2, "settled": 3, "admitted": 4, "convicted": 5, "acquitted": 6}


def _settle(found: list[Mention]) -> list[Mention]:
    """Of overlapping tellings the longest stays, with the furthest status of those that it covers."""
    kept: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        clash = next((k for k, other in enumerate(kept) if other.start < m.end and m.start < other.end), None)
        if clash is None:
            kept.append(m)
        elif RANK[m.status] > RANK[kept[clash].status]:
            kept[clash] = replace(kept[clash], status=m.status, cue=m.cue, rule=m.rule, polarity=m.polarity, modality=m.modality)
    return kept
