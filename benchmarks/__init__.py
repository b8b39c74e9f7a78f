"""Benchmarks: the same phases on the same sizes, as ratios in one run."""
