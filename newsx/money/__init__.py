"""Text into sums of money: amount, currency, bound, ranges, shares of a turnover and counts.

>>> value("€1.5 million")
Money(start=0, end=12, amount=Decimal('1500000'), currency='EUR')
>>> value("a lot of money") is None
True
"""

from newsx.money.scan import find, value
from newsx.money.sums import Money, plain, resolve

__all__ = ["Money", "find", "plain", "resolve", "value"]
