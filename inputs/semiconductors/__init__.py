"""Gallium wafers, neon, hydrogen fluoride and mature-node chips for South Korea, Japan, the United States and Germany, 2026 to 2028.

``python -m inputs.semiconductors`` writes ``inputs/semiconductors.xlsx``.
"""
