"""Writes every golden listing anew: ``python -m tests.formulation.golden``. Read the difference before you commit it."""

from __future__ import annotations

from tests.formulation.golden.registry import all_names, listing, path_of

for name in all_names():
    path_of(name).write_text(listing(name), encoding="utf-8")
