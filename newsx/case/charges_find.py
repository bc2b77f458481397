"""The wrongs that an article names: each stretch of words that tells one, its offence and the cue that governs it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsx import clauses_tree
from newsx.case import charges_cues, charges_trailing
from newsx.case.charges_cues import Cue
from newsx.case.charges_items import HARD, is_verbal, items, opening
from newsx.case.charges_mood import mood, outer
from newsx.case.charges_reading import Mention, Reading
from newsx.case.charges_words import Hit
from newsx.records import ChargeStatus

RANK = {"alleged": 0, "charged": 1, "dismissed": 2, "settled": 3, "admitted": 4, "convicted": 5, "acquitted": 6}
DEEP = 5  # words that may stand in front of the noun of a wrong: "a two-year multi-million pound fraud"
HOW = frozenset({"into", "over", "about"})
COLON = 7  # words from a cue's link to the colon before a list
CLOSE = 3  # the same right behind a cue with no link


def mentions(reading: Reading) -> list[Mention]:
    """Every telling of a wrong, in text order; of overlapping ones the one with the furthest reach."""
    kept = _settle([outer(reading, m) for _, m in governed(reading)] + _trailing(reading))
    covered = {i for m in kept for i in range(m.start, m.end)}
    bare = [
        _bare(reading, h) for h in reading.hits if not h.weak and h.start not in covered and h.end - 1 not in covered
    ]
    return sorted([*kept, *bare], key=lambda m: (m.start, m.end))


def governed(reading: Reading) -> list[tuple[str, Mention]]:
    """Each wrong that a cue leads to, with the cue's id."""
    found = [m for cue in reading.cues if cue.rule.get("side") is None for m in _behind(reading, cue)]
    found += _in_front(reading)
    return [(m.cue.id, m) for m in found if m.cue is not None]


def _trailing(reading: Reading) -> list[Mention]:
    """The wrongs that an accuser's word follows."""
    found = []
    for t in charges_trailing.tellings(reading):
        mention = _mention(reading, t.start, t.end, t.cue, free=t.strong, told=True)
        if mention is not None:
            status: ChargeStatus = "charged" if t.in_court else "alleged"
            found.append(replace(mention, status=status, link=t.start, loose=mention.hit is None))
    return found


def _behind(reading: Reading, cue: Cue) -> Iterator[Mention]:
    """The wrongs behind a cue, at the first of its links that leads to one."""
    if cue.rule.get("subject") and not _is_accuser(reading, cue):
        return
    if cue.rule.get("finite") and _is_attribute(reading, cue):
        return
    if cue.rule.get("subject") and reading.text(cue.end) in charges_cues.words("auxiliaries"):
        return  # "who the army said was bruised"
    for start, link in charges_cues.starts(reading.words, cue, reading.sentence_ends[cue.start]):
        if start in reading.dated or _is_far(reading, cue, start):
            continue
        clause = link in charges_cues.words("clause-links")
        if link in HOW and reading.text(start) in charges_cues.words("clause-openers"):
            start, link, clause = start + 1, reading.text(start), True  # "an inquiry into how it sold them"
        if link == "=" and cue.rule.get("clause"):
            clause = not _names(reading, start) or cue.rule["clause"] == "only"
        if link == "=" and (
            reading.text(start) in charges_cues.words("clause-openers") or not (clause or _follows(reading, start))
        ):
            continue
        start = _past_colon(reading, start)
        listed = list(items(reading, start, clause=clause))
        free = (cue.rule.get("open") and link not in {"are", "were"}) or link in {"whether", "if"}
        free = bool(free) or _is_free(reading, cue, start, listed)
        loose = not free and clause and _says_the_case(reading, cue)
        found = [_mention(reading, s, e, cue, free=free or loose, told=clause) for s, e in listed]
        found = [replace(m, loose=loose and m.hit is None) if m is not None else None for m in found]
        if found and found[0] is not None:
            yield from (replace(m, link=start) for m in found if m is not None)
            return


def _past_colon(reading: Reading, start: int) -> int:
    """Where the list begins of which only the number is told first: "charged with three crimes: theft, arson …"."""
    colon = next((i for i in range(start, start + COLON) if reading.text(i) == ":"), None)
    if colon is None:
        return start
    plain = charges_cues.words("quantities") | charges_cues.words("lead") | charges_cues.words("generic")
    told = [i for i in range(start, colon) if reading.text(i) not in plain and not reading.tag(i).startswith("JJ")]
    return start if told else colon + 1


def _is_far(reading: Reading, cue: Cue, start: int) -> bool:
    """Whether another clause stands between a noun and what leads on: "In its inquiry, the court ruled … of"."""
    if not reading.tag(cue.start).startswith("NN"):
        return False
    if reading.text(start - 1) == "that" and start - 1 > cue.end and _is_of_another(reading, cue, start - 1):
        return True
    between = range(cue.end, start - 1)
    comma = next((i for i in between if reading.text(i) == ","), start)
    return any(reading.tag(i) in {"VBD", "VBZ", "VBP"} for i in between if i > comma)


def _is_of_another(reading: Reading, cue: Cue, that: int) -> bool:
    """Whether "that" opens a relative clause on another noun: "two counts in a case that had gripped the town"."""
    verb = reading.token(that).head
    return verb.dep_ in clauses_tree.RELATIVES and verb.head.i > reading.token(cue.end - 1).i


def _is_free(reading: Reading, cue: Cue, start: int, listed: Sequence[tuple[int, int]]) -> bool:
    """Whether deeds need no word of the offence pack: another of the list has one, or "admitted hiding the cup"."""
    if cue.rule.get("deeds") and is_verbal(reading, start):
        return reading.text(start) not in charges_cues.words("no-deeds")
    if listed and cue.rule.get("finding") and reading.fined:
        return True  # what a body found that fined somebody
    if listed and cue.rule.get("subject"):
        first = listed[0][0]
        if reading.text(first) in charges_cues.words("fails") and reading.text(first + 1) == "to":
            return True  # "the regulator said that it failed to tell drivers"
    return len(listed) > 1 and any(reading.within(s, e) for s, e in listed)


def _is_attribute(reading: Reading, cue: Cue) -> bool:
    """Whether a participle stands before its noun: "alleged ringleader"."""
    return reading.tag(cue.start) == "VBN" and reading.text(cue.start - 1) not in charges_cues.words("auxiliaries")


def _names(reading: Reading, start: int) -> bool:
    """Whether a wrong is named right here, before any verb: "alleges massive fraud"."""
    for i in range(start, min(start + 1 + CLOSE, len(reading.words))):
        hit = reading.hit_at.get(i)
        if hit is not None:
            return hit.kind == "noun"
        if reading.tag(i)[:2] in {"VB", "PR", "MD"}:
            return False
    return False


def _follows(reading: Reading, start: int) -> bool:
    """Whether a wrong, or a deed, stands right behind a cue with no link: "denied stealing", "faces fraud charges"."""
    if reading.text(start) in charges_cues.words("places") | {"for", "of", "to"}:
        return False
    first = opening(reading, start, len(reading.words))
    return is_verbal(reading, first) or any(k in reading.hit_at for k in range(first, first + CLOSE))


def _is_accuser(reading: Reading, cue: Cue) -> bool:
    """Whether a body, or somebody else who brings cases, says it: "prosecutors argued that"."""
    for i in range(cue.start - 1, max(-1, cue.start - 8), -1):
        if reading.text(i) in HARD:
            return False
        if i in reading.bodies or reading.text(i) in charges_cues.words("accusers"):
            return True
    return False


def _says_the_case(reading: Reading, cue: Cue) -> bool:
    """Whether those who bring a case, or their papers, say it: "the indictment says that he wired the cash"."""
    if cue.id != "said-that":
        return False
    source = list(range(max(cue.start - 3, reading.sentence_starts[cue.start]), cue.start))
    return charges_trailing.is_strong(reading, source) and not any(reading.text(i) in HARD | {","} for i in source)


def _in_court(reading: Reading, cue: Cue) -> bool:
    """Whether it is a suit or an indictment that alleges it, or one brought by who does."""
    if cue.rule.get("subject") and any(
        reading.text(i) in charges_cues.words("courts") for i in range(cue.end, cue.end + 3)
    ):
        return True  # "told the jury that"
    start = max(reading.sentence_starts[cue.start], cue.start - 24)
    return any(reading.text(i) in charges_cues.words("court-papers") for i in range(start, cue.start))


def _mention(reading: Reading, start: int, end: int, cue: Cue, *, free: bool, told: bool) -> Mention | None:
    """A wrong told by some words; a `free` cue needs no word of the offence pack, when a clause is `told` no verb."""
    hits = reading.within(start, end)
    if hits and not is_verbal(reading, start) and hits[0].start - start >= DEEP:
        start = hits[0].start
    deed = (told and end - start > 1) or _is_deed(reading, start, end)
    if _is_generic(reading, start, end) or not (hits or (free and deed)):
        return None
    hit = _offence(reading, start, end)
    polarity, modality = mood(reading, cue)
    in_court = cue.status == "alleged" and cue.rule.get("clause") and _in_court(reading, cue)
    return Mention(
        start=start,
        end=end,
        offence=hit.offence if hit else "other",
        iccs=hit.iccs if hit else None,
        rule=f"charges.{cue.id}",
        status="charged" if in_court else cue.status,
        cue=cue,
        polarity=polarity,
        modality=modality,
        hit=hit,
    )


def _offence(reading: Reading, start: int, end: int) -> Hit | None:
    """What the words are a case of: the first wrong with an offence of its own, else what they are about."""
    hits = reading.within(start, end)
    own = [h for h in hits if h.offence != "other"]
    about = [h for h in reading.about(start, end) if h.offence != "other"]
    return next(iter([*own, *about, *hits]), None)


def _is_generic(reading: Reading, start: int, end: int) -> bool:
    """ "Anything", "any wrongdoing", "the charges": no wrong of its own."""
    return " ".join(reading.text(i) for i in range(start, end)) in charges_cues.words("generic")


def _is_deed(reading: Reading, start: int, end: int) -> bool:
    """Whether words without an offence are a wrong: a deed ("cutting their hair"), or a matter behind a plain cue."""
    if end - start < 2:
        return False
    first = start + (reading.tag(start) == "RB")
    verb = is_verbal(reading, start) or reading.tag(first).startswith("VB")
    return verb or bool(reading.about(start, end))


def _in_front(reading: Reading) -> Iterator[Mention]:
    """ "Fraud charges", "the murder trial", "theft and fraud charges"."""
    at = {c.start: c for c in reading.cues if c.rule.get("side") == "before"}
    by_end = {h.end: h for h in reading.hits if h.kind == "noun"}
    for hit in reading.hits:
        cue = at.get(hit.end)
        while cue is not None and hit.kind == "noun":
            polarity, modality = mood(reading, Cue(hit.start, cue.end, cue.entry))
            rule = f"charges.{cue.id}"
            status = "alleged" if is_probed(reading, cue) else cue.status
            plain = Mention(hit.start, hit.end, hit.offence, hit.iccs, rule, status, cue, hit.start)
            yield replace(plain, polarity=polarity, modality=modality, hit=hit)
            joined = reading.text(hit.start - 1) in {"and", ",", "or"}
            following = by_end.get(hit.start - 1) if joined else None
            if following is None:
                break
            hit = following


def is_probed(reading: Reading, cue: Cue) -> bool:
    """Whether the charges are only looked into: "the bureau is probing money laundering charges"."""
    if cue.status != "charged" or not reading.parsed:
        return False
    verb = reading.token(cue.start).head
    return verb.lemma_.lower() in charges_cues.words("looks-into") and verb.tag_.startswith("VB")


def _bare(reading: Reading, hit: Hit) -> Mention:
    """A wrong without a cue. A deed told as a fact counts: "hackers broke into the bank's computers"."""
    rule = f"offences.{hit.entry}"
    deed = hit.kind != "noun" and reading.tag(hit.start) in {"VBD", "VBN"} and not _is_denied(reading, hit)
    return Mention(
        hit.start,
        hit.end,
        hit.offence,
        hit.iccs,
        rule,
        "alleged",
        hit=hit,
        deed=deed,
        culprit=deed and _has_culprit(reading, hit),
    )


def _has_culprit(reading: Reading, hit: Hit) -> bool:
    """Whether hackers, thieves or the like stand before a deed."""
    return any(reading.text(i) in charges_cues.words("culprits") for i in range(max(0, hit.start - 4), hit.start))


def _is_denied(reading: Reading, hit: Hit) -> bool:
    """ "Had never rigged bids", "could have stolen", "no proof that she had colluded"."""
    doubts = charges_cues.words("negations") | charges_cues.words("possible")
    for i in range(hit.start - 1, max(-1, hit.start - 9), -1):
        if reading.text(i) in HARD | {","}:
            return False
        if reading.text(i) in charges_cues.words("anybody"):
            return True  # "any member found to have broken the code"
        if reading.text(i) in (doubts if hit.start - i <= 4 else charges_cues.words("negations")):
            return True
    return False


def _settle(found: list[Mention]) -> list[Mention]:
    """Of overlapping tellings the longest stays, with the furthest status of those that it covers."""
    kept: list[Mention] = []
    taken: dict[int, int] = {}  # which of the kept has a word
    for m in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        clash = next((taken[i] for i in range(m.start, m.end) if i in taken), None)
        if clash is None:
            taken.update(dict.fromkeys(range(m.start, m.end), len(kept)))
            kept.append(m)
        elif RANK[m.status] > RANK[kept[clash].status] and m.polarity != "negated" and m.modality == "actual":
            kept[clash] = replace(
                kept[clash],
                status=m.status,
                cue=m.cue,
                link=m.link,
                outer=m.outer,
                rule=m.rule,
                polarity=m.polarity,
                modality=m.modality,
            )
    return kept
