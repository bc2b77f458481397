"""The cast of an article: its actors and agencies, found again by any stretch of text that names them."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsx.records import Actor, Agency, Link


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone in the article. Mentions of different entities may touch or nest; the tightest one wins in `at`.

    `unnamed` holds the ids of the actors without a name ("two traders"): only grammar leads to them, not nearness.
    `several` holds for some of them the ids of those whom the article names soon after.
    """

    actors: tuple[Actor, ...] = ()
    agencies: tuple[Agency, ...] = ()
    unnamed: frozenset[str] = frozenset()
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _index: tuple[tuple[int, int, str], ...] = field(init=False, repr=False)
    _reach: tuple[int, ...] = field(init=False, repr=False)
    _by_id: dict[str, Actor | Agency] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        everyone: dict[str, Actor | Agency] = {a.id: a for a in self.actors} | {a.id: a for a in self.agencies}
        spans = sorted((m.start, m.end, e.id) for e in everyone.values() for m in e.mentions)
        reach, furthest = [], 0
        for _, end, _ in spans:
            furthest = max(furthest, end)
            reach.append(furthest)
        object.__setattr__(self, "_index", tuple(spans))
        object.__setattr__(self, "_reach", tuple(reach))
        object.__setattr__(self, "_by_id", everyone)

    @property
    def everyone(self) -> tuple[Actor | Agency, ...]:
        """The actors, then the agencies."""
        everyone: tuple[Actor | Agency, ...] = (*self.actors, *self.agencies)
        return everyone

    def at(self, start: int, end: int) -> Link | None:
        """The entity with a mention that overlaps these characters: the shortest mention, the earlier of equals."""
        best: tuple[int, int, str] | None = None
        i = bisect_right(self._index, end - 1, key=lambda s: s[0]) - 1
        while i >= 0 and self._reach[i] > start:
            s, e, name = self._index[i]
            if e > start and (best is None or (e - s, s) < best[:2]):
                best = (e - s, s, name)
            i -= 1
        return self.ref(best[2]) if best else None

    def within(self, start: int, end: int) -> tuple[Link, ...]:
        """The named entities with a mention inside these characters, in text order, each once."""
        i = bisect_right(self._index, start - 1, key=lambda s: s[0])
        found: dict[str, Link] = {}
        while i < len(self._index) and self._index[i][0] < end:
            _, e, name = self._index[i]
            if e <= end and name not in self.unnamed:
                found.setdefault(name, self.ref(name))
            i += 1
        return tuple(found.values())

    def get(self, ref: Link | str) -> Actor | Agency:
        """The actor or agency behind a reference. Raises KeyError when it is not of this cast."""
        return self._by_id[ref if isinstance(ref, str) else ref.id]

    def ref(self, id: str) -> Link:
        """The reference to an entity of this cast."""
        return Link(id=id, name=self._by_id[id].name)

    def members(self, ref: Link) -> tuple[Link, ...]:
        """The entity, or those of whom it consists: "two former directors" whom the article names soon after."""
        return tuple(self.ref(id) for id in self.several.get(ref.id, (ref.id,)))

    def is_agency(self, ref: Link) -> bool:
        """Whether the reference points at a public body."""
        return ref.id.startswith("agency-")
