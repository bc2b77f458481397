"""A record to the case at a glance: who stands accused of what, how far it has come, sums, terms and what comes next.

The terminal and the page show the same: they take it from here.
"""

from newsx.glance.ahead import Ahead, ahead
from newsx.glance.parties import Party, others, parties
from newsx.glance.plain import headline, plain
from newsx.glance.stages import STAGES, Stage, is_denied, stage, unsure

__all__ = [
    "STAGES", "Ahead", "Party", "Stage", "ahead", "headline", "is_denied", "others", "parties", "plain", "stage",
    "unsure",
]  # fmt: skip
