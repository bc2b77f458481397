"""How likely everything is that may be an item or a link of a case."""
