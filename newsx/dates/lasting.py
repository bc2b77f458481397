"""What has no one place in the calendar to values: durations, repeated times, "now" and "recently"."""

from newsx.dates import length as lengths
from newsx.dates.frame import Frame
from newsx.dates.value import Parts, Value


def length(parts: Parts, frame: Frame) -> Value | None:
    """A duration: "five years", "two years and six months"."""
    pairs = [(parts.get("n", 1), parts.get("unit", "Y"))]
    if "n2" in parts:
        pairs += [(parts[f"n{k}"], parts[f"unit{k}"]) for k in (2, 3) if f"n{k}" in parts]
    elif parts.get("half"):
        pairs = [(parts.get("n", 0) + 0.5, parts["unit"])] if not isinstance(parts.get("n"), str) else pairs
    found = lengths.total(pairs)
    return Value("DURATION", found) if found else None


def vague_length(parts: Parts, frame: Frame) -> Value | None:
    """ "years", "recent months": a duration of unknown length."""
    return Value("DURATION", lengths.value("X", parts["unit"]))


def each(parts: Parts, frame: Frame) -> Value | None:
    """A set: "every day", "each Monday", "every July"."""
    if "weekday" in parts:
        return Value("SET", f"XXXX-WXX-{parts['weekday'] + 1}{parts.get('daypart', '')}")
    if "weekend" in parts:
        return Value("SET", "XXXX-WXX-WE")
    if "month" in parts:
        return Value("SET", f"XXXX-{parts['month']:02}")
    if "season" in parts:
        return Value("SET", f"XXXX-{parts['season']}")
    if "often" in parts:
        return Value("SET", parts["often"])
    if "daypart" in parts:
        return Value("SET", f"XXXX-XX-XX{parts['daypart']}")
    return Value("SET", lengths.value(parts.get("n", 1), parts["unit"]))


def some_weekday(parts: Parts, frame: Frame) -> Value | None:
    """ "on a Tuesday": one of them."""
    return Value("DATE", f"XXXX-WXX-{parts['weekday'] + 1}")


def reference(parts: Parts, frame: Frame) -> Value | None:
    """ "now", "recently", "in the future"."""
    return Value("DATE", parts["ref"], relative=True)


def to_come(parts: Parts, frame: Frame) -> Value | None:
    """ "soon", unless what it says was soon done."""
    return None if frame.looks() == "back" else Value("DATE", "FUTURE_REF", relative=True)


def one_day(parts: Parts, frame: Frame) -> Value | None:
    """ "one day": some day to come where the clause looks ahead, else a length."""
    ahead = frame.looks() in ("ahead", "perhaps")
    return Value("DATE", "FUTURE_REF", relative=True) if ahead else Value("DURATION", "P1D")


def nothing(parts: Parts, frame: Frame) -> Value | None:
    """What only looks like a date."""
    return None
