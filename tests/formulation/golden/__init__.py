"""Golden listings: each family's rows on a smallest case, for a reader to hold against the formulas."""
