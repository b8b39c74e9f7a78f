"""Where two programs of the same rows and columns differ."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from resilience_opt.compile.program import Program


def differences(old: Program, new: Program) -> Iterator[tuple[int, int, float]]:
    """Entries in which two programs of the same rows and columns differ, as (row, column, new value)."""
    keys = []
    for program in (old, new):
        row = np.repeat(np.arange(len(program.row_lower)), np.diff(program.start))
        keys.append(row * len(program.cost) + program.column)
    if len(keys[0]) == len(keys[1]) and np.array_equal(keys[0], keys[1]):
        for k in np.flatnonzero(old.value != new.value).tolist():
            yield divmod(int(keys[1][k]), len(new.cost)) + (float(new.value[k]),)
        return
    before, after = (dict(zip(key.tolist(), program.value.tolist(), strict=True)) for key, program in zip(keys, (old, new), strict=True))
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            yield divmod(key, len(new.cost)) + (after.get(key, 0.0),)
