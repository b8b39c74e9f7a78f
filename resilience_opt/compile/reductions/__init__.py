"""Exact reductions of the extensive form: smaller programs with the same optimum, each with its proof."""
