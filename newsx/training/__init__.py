"""Corpora to the embedded model and its scores; nothing else in newsx imports this."""
