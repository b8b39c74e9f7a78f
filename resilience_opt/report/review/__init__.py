"""The report of a review: alerts first, then what changed and why, then the history of all periods."""
