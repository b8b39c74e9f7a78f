"""Gallium, germanium and natural graphite for the United States, Japan and South Korea, 2026 to 2030.

``python -m inputs.critical_minerals`` writes ``inputs/critical-minerals.xlsx``. Every figure stands once in this package,
with where it was found or why it was assumed; the workbook repeats that in its Note columns and in its sheet `Sources`.
"""
