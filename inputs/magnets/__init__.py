"""Rare-earth magnets for South Korea, Japan and the United States, 2026 to 2028.

``python -m inputs.magnets`` writes ``inputs/magnets.xlsx``. Every figure stands once in this package, with where it
was found or why it was assumed; the workbook repeats that in its Note columns and in its sheet `Sources`.
"""
