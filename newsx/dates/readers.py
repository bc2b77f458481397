"""What a rule took from the text to its value, by the reader that the rule names in `reads`."""

from collections.abc import Mapping

from newsx.dates import counted, lasting, named, near
from newsx.dates.frame import Frame
from newsx.dates.value import Parts, Reader, Value


def read(kind: str, parts: Parts, frame: Frame) -> Value | None:
    """The value of what a rule took; None when it is no date after all."""
    found = READERS[kind](parts, frame)
    modifier = parts.get("mod") or parts.get("approx")
    if found is None or found.modifier or not modifier or modifier == "none":
        return found
    return found._replace(modifier=modifier)


READERS: Mapping[str, Reader] = {
    reader.__name__: reader
    for reader in (
        named.day,
        named.day_of_short_year,
        named.glued,
        named.september_11,
        named.day_of_month,
        named.month,
        named.year,
        named.fiscal_year_of_two,
        named.week_of,
        named.weekend_of,
        named.short_end,
        named.part_of_year,
        named.decade,
        named.century,
        named.decade_of_century,
        named.iso,
        named.slashed,
        named.holiday,
        near.weekday,
        near.weekday_until,
        near.weekday_before,
        near.weekday_after,
        near.weekday_of_week,
        near.deictic,
        near.week_from,
        near.part_of_day,
        near.next_part_of_day,
        near.clock,
        near.unit,
        near.this_unit,
        near.weekend,
        counted.ago,
        counted.ahead,
        counted.later,
        counted.earlier,
        counted.same,
        counted.following,
        counted.previous,
        counted.beside_day,
        counted.beside_holiday,
        counted.beside_weekday,
        counted.unsettled,
        counted.year_ago,
        counted.quarter_to,
        counted.latest,
        lasting.length,
        lasting.vague_length,
        lasting.each,
        lasting.some_weekday,
        lasting.reference,
        lasting.to_come,
        lasting.one_day,
        lasting.nothing,
    )
}
