"""Everything in an article that may be a wrong, an act, a sum, a term or an answer: high recall, no judgement."""

from newsx.find.tellings import Proposed, Telling, proposed

__all__ = ["Proposed", "Telling", "proposed"]
