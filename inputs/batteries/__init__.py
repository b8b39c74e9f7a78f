"""Batteries for the United States, Japan and South Korea from graphite and lithium to cells, 2026 to 2030.

``python -m inputs.batteries`` writes ``inputs/batteries.xlsx``. Every figure stands once in this package, with where it
was found or why it was assumed; the workbook repeats that in its Note columns and in its sheet `Sources`.
"""
