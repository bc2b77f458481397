"""A wrong to those who stand accused of it: by the grammar of the article, or else by who stands nearest."""

from collections.abc import Iterable

from newsx import clauses, clauses_tree
from newsx.case import charges_cues
from newsx.case.charges_cues import Cue
from newsx.case.charges_nouns import is_new, is_noun, is_party
from newsx.case.charges_parties import deed, doers, heads_of, is_passive, takes_party, trigger_of
from newsx.case.charges_people import People, actors_first, is_wronged
from newsx.case.charges_places import Place, Refs
from newsx.case.charges_reading import Mention
from newsx.records import Link


def of(people: People, mention: Mention) -> tuple[Refs, bool]:
    """Who did it, as the article says, and whether the grammar says so (else they only stand nearest)."""
    if people.reading.parsed:
        for told in _told(people, mention):
            if refs := tuple(ref for ref in told if not (is_wronged(ref) or _is_court(people, ref))):
                return actors_first(refs, people.cast), True
        if _is_open(people, mention):
            return (), True
        if mention.cue is not None and _is_called_for(people, mention.cue):
            return (), False
    return _nearest(people, mention)


def _is_court(people: People, ref: Link) -> bool:
    """Whether it hears cases, and is no party to them."""
    return "court" in people.kinds([ref.id])


def _is_called_for(people: People, cue: Cue) -> bool:
    """Whether somebody wants or makes what a cue names: "Acme called for an inquiry"; he is not accused by it."""
    trigger = trigger_of(people.reading, cue)
    acts = trigger.dep_ in clauses_tree.ANY_SUBJECTS
    return bool(cue.rule.get("inquiry")) and trigger.tag_.startswith("NN") and not acts


def _is_open(people: People, mention: Mention) -> bool:
    """Whether the grammar names somebody whom the cast does not know: "several former employees"."""
    start, end = people.reading.chars(mention.start, mention.end)
    cues = [c for c in (mention.outer, mention.cue) if c is not None]
    heads = [(h, takes_party(people.reading, c)) for c in cues for h in heads_of(people.reading, c)]
    heads += [(h, _tells_clause(mention) and is_new(h)) for h in doers(people.reading, mention)]
    outside = [(h, party) for h, party in heads if not start <= h.idx < end and is_noun(h)]
    return any(party or is_party(h) for h, party in outside)


def _tells_clause(mention: Mention) -> bool:
    """Whether a clause behind a cue tells the wrong, with a subject of its own: "ruled a juror had lied"."""
    return mention.cue is not None and bool(mention.cue.rule.get("clause")) and mention.start > mention.link


def _told(people: People, mention: Mention) -> Iterable[Refs]:
    """Readings of who did it, the plainest first."""
    start, end = people.reading.chars(mention.start, mention.end)
    accusers = _accusers(people, mention)
    inside = {r.id for r in people.cast.within(start, end)}  # "the murder of Ann Lee"
    if mention.cue is not None:
        yield _adjacent(people, mention.cue)
        yield _listed(people, mention.cue, mention.link)
    for cue in (mention.outer, mention.cue):
        if cue is not None:
            yield people.referents.of(heads_of(people.reading, cue), parties=takes_party(people.reading, cue))
    if mention.cue is not None:
        yield _between(people, mention.cue, mention.link)
    yield people.referents.of(doers(people.reading, mention))
    yield tuple(r for r in _in_clause(people, mention) if r.id not in accusers | inside)


def _adjacent(people: People, cue: Cue) -> Refs:
    """Who stands right before a participle: "Ann Lee and Bo Chan, accused of …"."""
    trigger = trigger_of(people.reading, cue)
    bare = trigger.tag_ == "VBN" and not any(t.dep_.startswith(("aux", "nsubj")) for t in trigger.children)
    if not bare or cue.rule.get("accused") != "patient" or not cue.start:
        return ()
    end = people.reading.token(cue.start).idx
    found: list[Place] = []
    for place in reversed(people.places.window(trigger.sent.start_char, end)):
        gap = people.reading.source[place[1] : found[-1][0] if found else end].split()
        if len(gap) > 5 or any(w.strip(",").casefold() in charges_cues.words("breaks") for w in gap):
            break
        found.append(place)
    return people.places.refs(reversed(found))


def _listed(people: People, cue: Cue, link: int) -> Refs:
    """The objects of an active verb, with those that the parse leaves out: "charged Ann Lee and Bo Chan with"."""
    trigger = trigger_of(people.reading, cue)
    active = trigger.tag_.startswith("VB") and not clauses_tree.is_passive(trigger)
    if not (active and takes_party(people.reading, cue)):
        return ()
    heads = [h for h in heads_of(people.reading, cue) if h.i > trigger.i]
    found = (*people.referents.of(heads, parties=True), *_between(people, cue, link)) if heads else ()
    return tuple({r.id: r for r in found}.values())


def _between(people: People, cue: Cue, link: int) -> Refs:
    """Who stands between a cue and its wrong: "accused the bank and its founder of"."""
    if cue.rule.get("accused") != "patient" or link <= cue.end:
        return ()
    start, end = people.reading.chars(cue.end, link)
    places = people.places.window(start, end)
    return people.places.refs(people.places.free(places) or places[:1])


def _in_clause(people: People, mention: Mention) -> Refs:
    """Who stands between a cue and the deed of its clause: "they allege that Marsh and other firms fixed bids"."""
    if not _tells_clause(mention):
        return ()
    start, end = people.reading.chars(mention.link, mention.start)
    places = people.places.free(people.places.window(start, end))
    return people.places.refs(places[:1])


def _accusers(people: People, mention: Mention) -> set[str]:
    """Who says or brings it: they are never the accused."""
    if not people.reading.parsed:
        return set()
    cues = [c for c in (mention.outer, mention.cue) if c is not None]
    told = [c for c in cues if c.rule.get("by") == "agent" or c.rule.get("subject")]
    if mention.cue is not None and people.reading.text(mention.cue.start - 1) in {"which", "who"}:
        at = people.reading.token(mention.cue.start)
        refs = people.cast.within(at.sent.start_char, at.idx)
        return {r.id for r in refs[-1:]}
    brought = {r.id for c in told for r in people.referents.of(clauses.agents(trigger_of(people.reading, c)))}
    return brought | {r.id for r in (*people.asserted_by(mention), *_suffering(people, mention))}


def _suffering(people: People, mention: Mention) -> Refs:
    """To whom a deed in the passive was done: "investors were misled"."""
    verb = deed(people.reading, mention)
    return people.referents.of(clauses.patients(verb)) if is_passive(verb) else ()


def _nearest(people: People, mention: Mention) -> tuple[Refs, bool]:
    """The actor of the sentence that stands nearest before the wrong and that no preposition governs."""
    start, end = people.reading.chars(mention.start, mention.end)
    inside = {r.id for r in people.cast.within(start, end)}  # "the murder of Ann Lee": she did not do it
    never = frozenset(_accusers(people, mention) | inside)
    refs = people.nearest_to(people.reading.token(mention.anchor), never)
    return refs, bool(refs) and mention.framed
