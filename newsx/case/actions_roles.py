"""A trigger to the parties of its act: who does it and whom it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsx.case import actions_parse, actions_window
from newsx.case.actions_triggers import Hit
from newsx.entities.cast import Cast
from newsx.records import Actor, Ref


@dataclass(frozen=True, slots=True)
class Roles:
    """`foreign`: somebody stands in the doer's place who cannot do such an act, so that it is none."""

    by: tuple[Ref, ...] = ()
    on: tuple[Ref, ...] = ()
    foreign: bool = False


def roles(hit: Hit, cast: Cast) -> Roles:
    """The parties that the trigger's clause names."""
    by, foreign = _doers(hit, cast)
    taken = {ref.id for ref in by}
    for place in hit.entry.get("on", ()):
        found = [r for r in _at(place, hit, cast) if r.id not in taken]
        on = _targets(found, hit.entry.get("target", "any"), cast)
        if on:
            return Roles(by, on, foreign)
    return Roles(by, (), foreign)


def _at(place: str, hit: Hit, cast: Cast) -> tuple[Ref, ...]:
    parsed = hit.head.doc.has_annotation("DEP")
    return actions_parse.at(place, hit, cast) if parsed else actions_window.at(place, hit, cast)


def _doers(hit: Hit, cast: Cast) -> tuple[tuple[Ref, ...], bool]:
    agent, foreign = hit.entry.get("agent", "any"), False
    for place in hit.entry.get("by", ()):
        found = _at(place, hit, cast)
        fit = _agents(found, agent, cast)
        if fit:
            return fit, False
        foreign |= bool(found) and place in {"subj", "by", "poss"}
    return (), foreign


def _agents(found: Iterable[Ref], agent: str, cast: Cast) -> tuple[Ref, ...]:
    """Those that can do it: for an act of authority the bodies, or else the persons who speak for one."""
    refs = tuple(found)
    if agent in {"agency", "court"}:
        bodies = tuple(r for r in refs if cast.is_agency(r))
        return bodies or tuple(r for r in refs if _is_person(r, cast))
    if agent == "actor":
        return tuple(r for r in refs if not cast.is_agency(r)) or refs
    return refs


def _targets(found: Iterable[Ref], target: str, cast: Cast) -> tuple[Ref, ...]:
    refs = tuple(found)
    if target == "any":
        return refs
    return tuple(r for r in refs if not cast.is_agency(r))


def _is_person(ref: Ref, cast: Cast) -> bool:
    entity = cast.get(ref)
    return isinstance(entity, Actor) and entity.type == "person"
