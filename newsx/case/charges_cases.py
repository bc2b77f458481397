"""Tellings of a wrong, steps of its parties and the cases that they make, each with its furthest status."""

from dataclasses import dataclass

from newsx.case.charges_cues import Cue
from newsx.case.charges_reading import Mention
from newsx.case.charges_settle import RANK
from newsx.records import ChargeStatus, Link


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with its people."""

    mention: Mention
    text: str
    accused: tuple[Link, ...]
    sure: bool = True
    sentence: int = 0
    title: bool = False  # told in the headline


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a party to a status, told without the wrong: "the bank settled", "her trial opened"."""

    status: ChargeStatus
    party: tuple[Link, ...]
    word: int
    rule: str
    appeal: bool = False  # it undoes a conviction
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The tellings of one wrong; `lead` names it best."""

    lead: Told
    told: tuple[Told, ...]
    accused: tuple[Link, ...]
    sure: bool
    texts: tuple[str, ...]  # the different wordings
    lifted: Event | None = None

    @property
    def furthest(self) -> Mention:
        """The telling that takes the wrong furthest; what is negated or only possible does not count."""
        solid = [t.mention for t in self.told if t.mention.modality == "actual" and t.mention.polarity != "negated"]
        return max(solid or [t.mention for t in self.told], key=_rank)

    @property
    def status(self) -> ChargeStatus:
        """The furthest status of the wrong; what only may come does not count."""
        if self.lifted:
            return self.lifted.status
        return "alleged" if self.furthest.modality == "possible" else self.furthest.status


def _rank(mention: Mention) -> float:
    """How far a telling takes a wrong; a fine that somebody agreed to pay is a settlement."""
    return 2.5 if mention.rule == "charges.fined-for" else RANK[mention.status]
