"""An article's parties to the rows of a table of cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from newsx.glance import Party, Stage, is_denied, stage, unsure
from newsx.view.article import Page
from newsx.view.sums import counts


@dataclass(frozen=True, slots=True)
class Case:
    """One party in one article: what it is accused of, how far that has come, sums and terms."""

    page: Page
    party: Party
    stage: Stage | None  # the furthest
    denied: bool
    unsure: bool

    @property
    def name(self) -> str:
        """Who stands accused."""
        return ", ".join(member.name for member in self.party.members) or "nobody named"

    @property
    def by(self) -> tuple[str, ...]:
        """The bodies and others who act against the party."""
        party = self.party
        told = [item.by for items in (party.charges, party.fines) for item in items]
        told += [item.by for items in (party.sentences, party.acts) for item in items]
        return tuple(dict.fromkeys(link.name for links in told for link in links))

    @property
    def largest(self) -> str:
        """The largest sum imposed or agreed, for sorting: currencies are not converted."""
        sums = [Decimal(f.amount) for f in self.party.fines if f.amount and counts(f)]
        return str(max(sums, default=Decimal(-1)))


def cases(page: Page) -> Iterator[Case]:
    """A row for each party that stands accused in the article."""
    for party in page.parties:
        stages = sorted(map(stage, party.charges), key=lambda s: s.rank)
        yield Case(
            page=page,
            party=party,
            stage=stages[-1] if stages else None,
            denied=any(map(is_denied, party.charges)),
            unsure=any(unsure(c.confidence) or unsure(party.confidence(c.accused)) for c in party.charges),
        )
