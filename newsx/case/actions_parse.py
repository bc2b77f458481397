"""A trigger's place in the dependency parse to the parties that stand at its named places."""

from collections.abc import Callable

from newsx.case import actions_clause, actions_governor, actions_prepositions, actions_speech
from newsx.case.actions_governor import governor
from newsx.case.actions_triggers import Hit
from newsx.entities.cast import Cast
from newsx.records import Link

_PLACES: dict[str, Callable[[Hit, Cast], tuple[Link, ...]]] = {
    "subj": actions_clause.subj,
    "obj": actions_clause.obj,
    "subject": actions_clause.subject,
    "clause-subject": actions_clause.clause_subject,
    "obj-against": actions_prepositions.objects_against,
    "poss": actions_clause.owner,
    "compound": actions_clause.compound,
    "gov-subj": actions_governor.subj,
    "gov-subject": actions_governor.subject,
    "gov-obj": actions_governor.obj,
    "tree": actions_prepositions.tree,
    "participle": actions_clause.participle,
    "bodies": actions_prepositions.bodies,
    "defendant": actions_governor.defendant,
    "speaker": actions_clause.speaker,
    "speech": actions_speech.speaker,
    "principal": actions_speech.principal,
    "gov-any": actions_governor.any_subject,
    "within-subj": actions_governor.within_subj,
    "within-obj": actions_governor.within_obj,
    "in-court": actions_clause.courts,
    "at-trial": actions_prepositions.trial,
}


def at(place: str, hit: Hit, cast: Cast) -> tuple[Link, ...]:
    """The parties at a place that a pattern entry names ("subj", "into", "gov-subj", …)."""
    if place in _PLACES:
        return _PLACES[place](hit, cast)
    if place.startswith("gov-"):
        return actions_prepositions.parties([governor(hit.head)], place.removeprefix("gov-"), cast)
    return actions_prepositions.parties(hit.tokens, place, cast)
