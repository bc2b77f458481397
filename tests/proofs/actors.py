"""How an entry of the actors pack is proved: by the name, or the kind of name, that it makes of a sentence."""

from newsx.entities import context, lexicon, names, scan
from newsx.entities.labels import Labels
from newsx.patterns import Entry


def found(entry: Entry, sentence: str) -> bool:
    """Whether the entry, by its use, says something about a name in the sentence."""
    return bool(_PROOFS.get(entry["use"], _cue)(entry, sentence))


def _title(entry: Entry, sentence: str) -> bool:
    return any(n.title in entry["phrases"] for n in names.find(sentence, Labels()).names)


def _post_title(entry: Entry, sentence: str) -> bool:
    return any(n.words[-1] in entry["phrases"] for n in names.find(sentence, Labels()).names)


def _not_title(entry: Entry, sentence: str) -> bool:
    return any(p in sentence for p in entry["phrases"]) and not _any_title(sentence)


def _any_title(sentence: str) -> bool:
    return any(n.title for n in names.find(sentence, Labels()).names)


def _last(entry: Entry, sentence: str) -> bool:
    return any(
        n.text.endswith(p) for n in names.find(sentence, Labels()).names for p in entry["phrases"] if len(n.words) > 1
    )


def _inside(entry: Entry, sentence: str) -> bool:
    """Whether a name of several words holds a phrase."""
    found = names.find(sentence, Labels()).names
    return any(p in n.words for n in found if len(n.words) > 2 for p in entry["phrases"])


def _whole(entry: Entry, sentence: str) -> bool:
    return any(n.text in entry["phrases"] for n in names.find(sentence, Labels()).names)


def _opening(entry: Entry, sentence: str) -> bool:
    found = names.find(sentence, Labels()).names
    return bool(found) and not any(lexicon.plain(n.words[0]) in entry["phrases"] for n in found)


def _first(entry: Entry, sentence: str) -> bool:
    return any(n.words[0] in entry["phrases"] for n in names.find(sentence, Labels()).names)


def _role(entry: Entry, sentence: str) -> bool:
    all_names = names.find(sentence, Labels())
    told = {entry["says"]: 3}
    if any(p in sentence.casefold() for p in entry["phrases"]) and entry["says"] in {"place", "other"}:
        return True
    if entry["says"] == "either":
        return any(p in sentence.casefold() for p in entry["phrases"])
    return any(context.votes(all_names, n)[entry["says"]] >= told[entry["says"]] for n in all_names.names)


def _cue(entry: Entry, sentence: str) -> bool:
    """Whether a phrase stands in the sentence."""
    words = [w.low for w in scan.words(sentence)]
    phrases = {p.casefold() for p in entry["phrases"]}
    loose = {w.rstrip(".") for w in words} | {
        sentence.casefold()[m:n] for p in entry["phrases"] for m, n in _at(sentence, p)
    }
    return not loose.isdisjoint(phrases)


def _at(sentence: str, phrase: str) -> list[tuple[int, int]]:
    start = sentence.casefold().find(phrase) if " " in phrase else -1
    return [(start, start + len(phrase))] if start >= 0 else []


_PROOFS = {
    "title": _title,
    "post-title": _post_title,
    "not-title": _not_title,
    "suffix": _last,
    "head": _last,
    "open-head": _inside,
    "known": _whole,
    "outlet": _whole,
    "outlet-word": lambda entry, sentence: any(p in sentence for p in entry["phrases"]),
    "outlet-head": _last,
    "particle": _inside,
    "no-name": _whole,
    "no-head": _last,
    "common": _opening,
    "first-name": _first,
    "role": _role,
}
