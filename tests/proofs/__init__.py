"""How the entries of each pattern pack are proved."""
