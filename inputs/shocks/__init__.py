"""A library of disruptions that have happened, as rows of `Scenarios` and `Events` ready to paste into a case.

``python -m inputs.shocks`` writes ``inputs/shocks.xlsx`` and ``docs/shocks.md`` from the same rows.
"""
