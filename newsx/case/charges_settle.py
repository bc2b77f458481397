"""Overlapping tellings of wrongs to one each, which takes the wrong as far as any of them does."""

from dataclasses import replace

from newsx.case.charges_reading import Mention

RANK = {"alleged": 0, "charged": 1, "dismissed": 2, "settled": 3, "admitted": 4, "convicted": 5, "acquitted": 6}


def settle(found: list[Mention]) -> list[Mention]:
    """Of overlapping tellings the longest stays, with the furthest status of those that it covers."""
    kept: list[Mention] = []
    taken: dict[int, int] = {}  # which of the kept has a word
    for m in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        clash = next((taken[i] for i in range(m.start, m.end) if i in taken), None)
        if clash is None:
            taken.update(dict.fromkeys(range(m.start, m.end), len(kept)))
            kept.append(m)
        elif RANK[m.status] > RANK[kept[clash].status] and m.polarity != "negated" and m.modality == "actual":
            kept[clash] = replace(
                kept[clash],
                status=m.status,
                cue=m.cue,
                link=m.link,
                outer=m.outer,
                rule=m.rule,
                polarity=m.polarity,
                modality=m.modality,
            )
    return kept
