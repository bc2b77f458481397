"""Sums of fines that may be added up, and who in one article is who in another."""

from newsx.records import Fine, Link
from newsx.view.article import Page

# Neither what the law allows at most, nor what somebody asks for, nor what a court took back.
_COUNTED = frozenset(("imposed", "agreed", "paid"))


def counts(fine: Fine) -> bool:
    """Whether money has to be paid: a part of a larger sum is in that one already, and bail comes back."""
    return fine.status in _COUNTED and fine.part_of is None and fine.kind != "bail" and fine.amount is not None


def who(page: Page, link: Link) -> str:
    """A name that stands for the same in other articles, else one that holds in this article alone.

    Only equal full names are one: a person's single name, or a description, may be anybody's.
    """
    name = " ".join(link.name.split())
    known = next((actor for actor in page.record.actors if actor.id == link.id), None)
    is_full = name[:1].isupper() or name[:1].isdigit()
    if known and known.type == "person":
        is_full = len(name.split()) > 1 and all(word[:1].isupper() for word in name.split())
    return name.casefold() if is_full else f"{name.casefold()} ({page.number})"


def money(amount: str, currency: str | None) -> str:
    """A sum as a reader would write it.

    >>> money("24500000", "EUR")
    'EUR 24,500,000'
    """
    whole, _, part = amount.partition(".")
    return f"{currency or '?'} {int(whole):,}" + (f".{part}" if part else "")
