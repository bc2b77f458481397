"""Every pattern entry proves itself: it is found in its `finds` and not in its `skips`."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from newsx import patterns

PROOFS = Path(__file__).parent / "proofs"


def prover(pack: str) -> Callable[[patterns.Entry, str], bool]:
    """`found` of tests/proofs/PACK.py: whether an entry is found in a sentence."""
    return import_module(f"tests.proofs.{pack.replace('-', '_')}").found  # type: ignore[no-any-return]


PACKS = patterns.packs(patterns.folder())


@pytest.mark.parametrize("pack", PACKS)
def test_every_entry_is_found_where_it_says_and_nowhere_that_it_says_not(pack: str) -> None:
    found = prover(pack)
    wrong = [
        f"{entry['id']}: {field[:-1]}: {sentence}"
        for entry in patterns.read(patterns.folder(), pack)
        for field, expected in (("finds", True), ("skips", False))
        for sentence in entry.get(field, [])
        if found(entry, sentence) is not expected
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("pack", PACKS)
def test_every_entry_has_a_proof_and_an_id_of_its_own(pack: str) -> None:
    entries = patterns.read(patterns.folder(), pack)
    ids = [e["id"] for e in entries]
    assert len(ids) == len(set(ids)), sorted({i for i in ids if ids.count(i) > 1})
    assert [e["id"] for e in entries if not e.get("finds")] == []
