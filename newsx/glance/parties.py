"""A record to the parties that stand accused, each with its charges, sums, terms and the acts against it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsx.records import Action, Actor, Agency, Charge, Fine, Link, Record, Ref, Sentence

Member = Actor | Agency

# Acts that are done to those who stand accused of something.
AGAINST = frozenset((
    "investigation", "raid", "search", "seizure", "arrest", "detention", "charge", "lawsuit", "trial", "conviction",
    "acquittal", "sentence", "fine", "settlement", "dismissal", "ban", "sanction", "extradition",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands accused, together with others in the same position; no members where nobody is named."""

    members: tuple[Member, ...]
    charges: tuple[Charge, ...] = ()
    fines: tuple[Fine, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    acts: tuple[Action, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its members."""
        return frozenset(member.id for member in self.members)

    def confidence(self, links: tuple[Link, ...]) -> float | None:
        """How likely it is, at the least, that links which lead to the party lead to the right one."""
        known = [link.confidence for link in links if link.id in self.ids and link.confidence is not None]
        return min(known, default=None)


def parties(record: Record) -> tuple[Party, ...]:
    """Everybody who stands accused, as first named; last, what the article tells of nobody in particular."""
    alone = [party for member in members(record) if (party := _party(record, member))]
    together: dict[tuple[object, ...], list[Party]] = {}
    for party in alone:
        position = (*_ids(party.charges), *_ids(party.fines), *_ids(party.sentences))
        together.setdefault(position or _ids(party.acts), []).append(party)
    nobody = _nobody(record)
    return (*(_joined(group) for group in together.values()), *([nobody] if nobody else []))


def others(record: Record, accused: Iterable[Party]) -> tuple[Actor, ...]:
    """The actors who stand accused of nothing."""
    known = frozenset[str]().union(*(party.ids for party in accused))
    return tuple(actor for actor in record.actors if actor.id not in known)


def members(record: Record) -> Iterator[Member]:
    """Everybody in the record."""
    yield from record.actors
    yield from record.agencies


def _party(record: Record, member: Member) -> Party | None:
    party = Party(
        (member,),
        tuple(c for c in record.charges if _on(c.accused, member)),
        tuple(f for f in record.fines if _on(f.payers, member)),
        tuple(s for s in record.sentences if _on(s.on, member)),
        tuple(a for a in record.actions if a.type in AGAINST and a.modality != "negated" and _on(a.on, member)),
    )
    if party.charges or party.fines or party.sentences:
        return party
    # A body that lost a motion stands accused of nothing, and its acts do not make it so.
    against = isinstance(member, Actor) and (party.acts or member.part == "accused")
    return party if against else None


def _nobody(record: Record) -> Party | None:
    party = Party(
        (),
        tuple(c for c in record.charges if not c.accused),
        tuple(f for f in record.fines if not f.payers),
        tuple(s for s in record.sentences if not s.on),
    )
    return party if party.charges or party.fines or party.sentences else None


def _joined(group: list[Party]) -> Party:
    first = group[0]
    acts = {act.id: act for party in group for act in party.acts}
    everybody = tuple(member for party in group for member in party.members)
    return Party(everybody, first.charges, first.fines, first.sentences, tuple(acts.values()))


def _on(references: tuple[Ref, ...], member: Member) -> bool:
    return any(reference.id == member.id for reference in references)


def _ids(items: Iterable[Charge | Fine | Sentence | Action]) -> tuple[str, ...]:
    return tuple(item.id for item in items)
