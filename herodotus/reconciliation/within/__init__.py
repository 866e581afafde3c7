"""Within one report: how its figures stand to each other, and what they come to."""
