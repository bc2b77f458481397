"""The embedded English model: its weights, its card and what turns words into answers."""
