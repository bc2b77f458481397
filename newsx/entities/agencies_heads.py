"""The head nouns of public bodies and the subjects that they watch over, found in a text."""

from dataclasses import dataclass
from functools import cache

from newsx import patterns
from newsx.entities.agencies_words import Words, forms_of
from newsx.records import AgencyKind

PACK = "agencies-generic"


@dataclass(frozen=True, slots=True)
class Head:
    """A class of head nouns of public bodies; the fields are those of the pack, explained at its top."""

    id: str
    kind: AgencyKind | None
    name: str
    country: str | None
    modifiers: frozenset[str]
    proper: bool
    after: frozenset[str]
    alone: str
    topics: str
    ranks: frozenset[str]
    needs: frozenset[str]
    fields: frozenset[str]
    article: str
    cues_against: frozenset[str]
    prosecute_in: frozenset[str]
    kinds: tuple[tuple[str, AgencyKind], ...]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a body watches over, and the kind and field that this gives it."""

    forms: tuple[str, ...]
    kind: AgencyKind
    field: str


@cache
def _heads() -> dict[str, tuple[tuple[tuple[str, ...], Head], ...]]:
    """The head nouns by their first word, the longest first."""
    index: dict[str, list[tuple[tuple[str, ...], Head]]] = {}
    for entry in patterns.load(PACK):
        if "after" not in entry:
            continue
        head = _head(entry)
        for phrase in entry["phrases"]:
            forms = forms_of(phrase)
            index.setdefault(forms[0], []).append((forms, head))
    return {first: tuple(sorted(heads, key=lambda h: -len(h[0]))) for first, heads in index.items()}


def _head(entry: patterns.Entry) -> Head:
    modifiers = {form for phrase in entry["modifiers"] for form in forms_of(phrase)}
    if "'" in entry["modifiers"]:
        modifiers.add("'")
    return Head(
        entry["id"], entry.get("kind"), str(entry.get("class", entry["id"])), entry.get("country"),
        frozenset(modifiers),
        entry.get("proper", False), frozenset(entry["after"]), entry["alone"], entry.get("topics", ""),
        frozenset(entry.get("ranks", ())), frozenset(entry.get("needs_modifier", ())),
        frozenset(entry.get("fields", ())), entry.get("needs", ""),
        frozenset(entry.get("not", ())), frozenset(entry.get("prosecute_in", ())),
        tuple(entry.get("kinds", {}).items()), frozenset(entry.get("beside", ())),
    )  # fmt: skip


def head_at(words: Words, i: int) -> tuple[Head, int] | None:
    for forms, head in _heads().get(words.folded[i], ()):
        if words.folded[i : i + len(forms)] == forms:
            return head, i + len(forms)
    return None


@cache
def _topics() -> dict[str, dict[str, tuple[Topic, ...]]]:
    """The topics by their last word and by their first."""
    ends: dict[str, list[Topic]] = {}
    starts: dict[str, list[Topic]] = {}
    for entry in patterns.load(PACK):
        if "after" in entry or "topics" not in entry:
            continue
        for phrase in entry["topics"]:
            topic = Topic(forms_of(phrase), entry["kind"], entry["field"])
            ends.setdefault(topic.forms[-1], []).append(topic)
            starts.setdefault(topic.forms[0], []).append(topic)
    return {"ends": _longest_first(ends), "starts": _longest_first(starts)}


def _longest_first(index: dict[str, list[Topic]]) -> dict[str, tuple[Topic, ...]]:
    return {form: tuple(sorted(topics, key=lambda t: -len(t.forms))) for form, topics in index.items()}


def topic_ending(words: Words, k: int, head: Head) -> Topic | None:
    for topic in _topics()["ends"].get(words.folded[k - 1], ()):
        fits = topic.field != "ministry" or head.kind == "ministry" or head.kinds
        if fits and words.folded[max(0, k - len(topic.forms)) : k] == topic.forms:
            return topic
    return None


def topic_at(words: Words, k: int) -> Topic | None:
    if k >= len(words.folded):
        return None
    for topic in _topics()["starts"].get(words.folded[k], ()):
        if words.folded[k : k + len(topic.forms)] == topic.forms:
            return topic
    return None
