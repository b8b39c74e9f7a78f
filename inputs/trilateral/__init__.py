"""The critical minerals of the United States, Japan and South Korea, solved apart and together, 2026 to 2030.

``python -m inputs.trilateral`` writes ``inputs/trilateral.xlsx``, the three together; ``python -m inputs.trilateral.gains`` solves every
coalition and prints who gains what. The rows are those of ``inputs.critical_minerals``.
"""
