"""Polysilicon, wafers, cells and modules for the United States, Japan and South Korea, 2026 to 2030.

``python -m inputs.solar`` writes ``inputs/solar.xlsx``; ``python -m inputs.solar.variants`` solves it with and without the floor for
allied makers, at the prices of March 2023 and of October 2024.
"""
