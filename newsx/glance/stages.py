"""How far a charge has come, in words that tell what is proven from what is only said."""

from dataclasses import dataclass

from newsx.records import Charge, ChargeStatus

# Below this probability a reader should look for himself.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its word (in capitals where somebody decided or admitted it), its sign, its rank, what it means."""

    name: str
    word: str
    sign: str
    rank: int
    meaning: str

    @property
    def proven(self) -> bool:
        """Whether a court, a regulator or the accused says that it is so."""
        return self.word.isupper()


STAGES: dict[ChargeStatus, Stage] = {
    stage.name: stage  # type: ignore[misc]  # the names are those of the vocabulary, as a test checks
    for stage in (
        Stage("acquitted", "acquitted", "○", 0, "cleared by a court"),
        Stage("dismissed", "dismissed", "○", 1, "dropped or overturned"),
        Stage("alleged", "alleged", "?", 2, "claimed or investigated; not proven"),
        Stage("charged", "charged", "?", 3, "brought before a court; not proven"),
        Stage("settled", "settled", "=", 4, "ended by agreement; no verdict"),
        Stage("liable", "LIABLE", "■", 5, "found in breach by a regulator or a civil court; no crime"),
        Stage("admitted", "ADMITTED", "■", 6, "pleaded guilty or confessed"),
        Stage("convicted", "CONVICTED", "■", 7, "found guilty"),
    )
}
NEGATED = Stage("negated", "not so", "–", -1, "the article says that it is not so")
POSSIBLE = Stage("possible", "possible", "?", 1, "may come; nobody has done it yet")


def stage(charge: Charge) -> Stage:
    """The stage of a charge; one that the article denies or only foretells has none of the vocabulary's."""
    if charge.polarity == "negated" or charge.modality == "negated":
        return NEGATED
    return STAGES[charge.status] if charge.modality == "actual" else POSSIBLE


def is_denied(charge: Charge) -> bool:
    """Whether the accused side denies it."""
    return charge.polarity == "denied" or any(response.kind == "denial" for response in charge.responses)


def unsure(confidence: float | None) -> bool:
    """Whether a reader should look for himself; an unknown probability is no low one."""
    return confidence is not None and confidence < SURE
