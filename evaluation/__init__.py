"""The yardstick: how well Herodotus reads, measured on gold that is kept elsewhere.

`python -m evaluation SHARED` runs the scorers that lie beside the gold over every
development set, prints one table, and holds the floors pinned in `floors.toml`. It
is no part of the installed package, and it keeps no copy of gold or scorers.
"""
