"""Somebody in an article to whether he may pay a fine: no judge who imposes it, no "customers" without a name."""

import re

from newsx import patterns
from newsx.entities.cast import Cast
from newsx.records import Link


def can_pay(ref: Link, cast: Cast) -> bool:
    """Whether somebody may be the payer: not a judge, not "customers" without a name."""
    if in_office(ref, cast):
        return False
    return ref.id not in cast.unnamed or ref.name.split()[-1].casefold() not in patterns.words("fines", "never-pay")


def in_office(ref: Link, cast: Cast) -> bool:
    """Whether a person holds an office that imposes or brings a case: a judge, an attorney general."""
    roles = getattr(cast.get(ref), "roles", ())
    return any(w in patterns.words("fines", "offices") for r in roles for w in re.findall(r"[a-z]+", r.text.casefold()))
