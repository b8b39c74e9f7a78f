"""Next year's workbook from a plan: what its first year leaves behind is where the next plan begins.

What moves (``moves``, ``offers``, ``years``), into which cells (``cells``), and the sheet that tells of it (``sheet``); ``roll`` is the order.
"""
