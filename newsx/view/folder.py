"""The articles of a page to its folder: a table of cases, a timeline, a network, totals of fines."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsx.view.article import Page
from newsx.view.case import Case, cases
from newsx.view.network import Network, network
from newsx.view.timeline import Event, timeline
from newsx.view.totals import Total, totals


@dataclass(frozen=True, slots=True)
class Folder:
    """What the page of several articles shows."""

    cases: tuple[Case, ...]
    without: tuple[Page, ...]  # articles that accuse nobody
    events: tuple[Event, ...]
    network: Network
    totals: dict[str, tuple[Total, ...]]
    bodies: tuple[str, ...]


def folder(pages: Sequence[Page]) -> Folder:
    """Everything over the articles, in their order."""
    found = tuple(case for page in pages for case in cases(page))
    told = {case.page.number for case in found}
    return Folder(
        cases=found,
        without=tuple(page for page in pages if page.number not in told),
        events=timeline(pages),
        network=network(pages),
        totals=totals(pages),
        bodies=tuple(sorted({name for case in found for name in case.by})),
    )
