"""Penicillins and cephalosporins for Japan and the United States, 2026 to 2030.

``python -m inputs.medicines`` writes ``inputs/medicines.xlsx``. Every figure stands once in this package, with where it
was found or why it was assumed; the workbook repeats that in its Note columns and in its sheet `Sources`.
"""
