"""Which cells of a table are marked: the rules of the workbook's highlights, applied to a frame."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from resilience_opt.report.tables import Highlight

_NUMBER = re.compile(r"ISNUMBER\(\{([^}]+)\}\)")
_COMPARED = re.compile(r'\{([^}]+)\}(<=|>=|<>|<|>|=)(\{[^}]+\}|"[^"]*"|-?\d+(?:\.\d+)?)')
_REST = re.compile(r"=(AND\(,*\))?")  #: what is left of a rule when its terms are taken out
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


def holds(rule: str, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """For each row of a frame, whether a highlight's rule holds.

    Raises
    ------
    ValueError
        If the rule is not a comparison, or several under AND: it could not be shown.
    """
    if not _REST.fullmatch(_COMPARED.sub("", _NUMBER.sub("", rule))):
        raise ValueError(f"the report does not know how to show the rule {rule}")
    found = np.ones(len(frame), dtype=bool)
    for header in _NUMBER.findall(rule):
        found &= _numbers(frame, header).notna().to_numpy()
    for header, sign, against in _COMPARED.findall(rule):
        if against.startswith('"'):
            found &= _SIGNS[sign](frame[header].astype(str), against.strip('"')).to_numpy(dtype=bool)
        else:
            other = _numbers(frame, against.strip("{}")) if against.startswith("{") else float(against)
            found &= _SIGNS[sign](_numbers(frame, header), other).to_numpy(dtype=bool)
    return found


def marks(highlights: Sequence[Highlight], frame: pd.DataFrame) -> dict[str, list[str]]:
    """For each header with highlights, the colour of each row's cell; the first rule that holds wins, as in Excel."""
    made: dict[str, list[str]] = {}
    for mark in highlights:
        colours = made.setdefault(mark.header, [""] * len(frame))
        for row in np.flatnonzero(holds(mark.rule, frame)):
            colours[row] = colours[row] or mark.colour
    return made


def _numbers(frame: pd.DataFrame, header: str) -> pd.Series[float]:
    return pd.to_numeric(frame[header], errors="coerce").astype(float)
