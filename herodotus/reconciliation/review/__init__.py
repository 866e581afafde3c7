"""Review: reviewers' decisions, what to ask next, and the reasons behind a figure."""
