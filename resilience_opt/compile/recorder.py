"""Reads a statement into a matrix: every rule once, for all crises together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resilience_opt.formulation.expressions import Linear, Relation
from resilience_opt.formulation.statement import Index, Row, Stage, Variable, View
from resilience_opt.network.network import Network

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

#: Position of a column by its index.
Positions = dict[Index, int]


class Columns:
    """A variable as rules index it: `m.ship[a, t]` is one column with weight 1."""

    __slots__ = ("_positions",)

    def __init__(self, positions: Positions) -> None:
        self._positions = positions

    def __getitem__(self, index: Any) -> Linear:
        return Linear([self._positions[index if isinstance(index, tuple) else (index,)]], [1.0])


class Linked:
    """A variable of the plan as a crisis sees it, without its year; columns are numbered as they are met."""

    __slots__ = ("_base", "_name", "_seen")

    def __init__(self, name: str, base: int, seen: dict[tuple[str, Index], int]) -> None:
        self._name, self._base, self._seen = name, base, seen

    def __getitem__(self, index: Any) -> Linear:
        key = (self._name, index if isinstance(index, tuple) else (index,))
        return Linear([self._base + self._seen.setdefault(key, len(self._seen))], [1.0])


@dataclass(frozen=True)
class Matrix:
    """Rows of one statement, read once. Values that differ between crises have a line of `varying`.

    Attributes
    ----------
    rows : tuple of (Row, index)
    start : array (rows + 1,), where each row's entries begin
    column, value : arrays (entries,)
    entry, varying : positions in `value` that differ between crises, and their values (entries, crises)
    lower, upper : arrays (rows,) or (rows, crises)
    present : array (rows, crises) of bool, or None where every row holds in every crisis
    links : for columns beyond the statement's own: (variable of the plan, index without year)
    width : number of own columns
    """

    rows: tuple[tuple[Row, Index], ...]
    start: Whole
    column: Whole
    value: Floats
    entry: Whole
    varying: Floats
    lower: Floats
    upper: Floats
    present: NDArray[np.bool_] | None
    links: tuple[tuple[str, Index], ...]
    width: int


@dataclass(frozen=True)
class ColumnSet:
    """The columns of one stage: names, bounds and kinds."""

    variables: tuple[tuple[Variable, Index], ...]
    positions: dict[str, Positions]
    lower: Floats
    upper: Floats
    binary: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.variables)


def columns(net: Network, variables: Iterable[Variable]) -> ColumnSet:
    """Number the columns of some variables, in the order in which they are declared."""
    positions: dict[str, Positions] = {}
    listed: list[tuple[Variable, Index]] = []
    lower, upper, binary = [], [], []
    for variable in variables:
        own: Positions = {}
        for index in variable.indices(net):
            own[index] = len(listed)
            listed.append((variable, index))
            low, high = variable.bounds(net, index)
            lower.append(low)
            upper.append(high)
            binary.append(variable.is_binary(net, index))
        positions[variable.name] = own
    return ColumnSet(tuple(listed), positions, np.array(lower, dtype=float), np.array(upper, dtype=float), np.array(binary, dtype=bool))


def view(column_set: ColumnSet, data: Any, linked: Iterable[str] = (), links: dict[tuple[str, Index], int] | None = None) -> View:
    """What rules see when they are read into a matrix."""
    variables: dict[str, Any] = {name: Columns(own) for name, own in column_set.positions.items()}
    seen = {} if links is None else links
    variables.update({name: Linked(name, len(column_set), seen) for name in linked})
    return View(variables, data)


def record(net: Network, rows: Iterable[Row], m: View, width: int, crises: int, links: dict[tuple[str, Index], int], stage: Stage) -> Matrix:
    """Read the rows of a stage."""
    listed: list[tuple[Row, Index]] = []
    start: list[int] = [0]
    column: list[int] = []
    value: list[Any] = []
    lower: list[Any] = []
    upper: list[Any] = []
    present: list[Any] = []
    for row in rows:
        if row.stage != stage:
            continue
        for index in row.indices(net):
            holds = True if row.where is None else row.where(m, *index)
            if not np.any(holds):
                continue
            relation = row.rule(m, *index)
            if not isinstance(relation, Relation):
                broken = np.logical_and(holds, np.logical_not(relation))
                if not np.any(broken):
                    continue
                holds, low, high = broken, 1.0, np.inf
                entries: tuple[list[int], list[Any]] = ([], [])
            else:
                entries = merged(relation.body)
                low, high = relation.bounds()
            column += entries[0]
            value += entries[1]
            start.append(len(column))
            lower.append(low)
            upper.append(high)
            present.append(holds)
            listed.append((row, index))
    vary = [i for i, v in enumerate(value) if isinstance(v, np.ndarray)]
    varying = np.array([value[i] for i in vary], dtype=np.float64).reshape(len(vary), crises)
    for i in vary:
        value[i] = 0.0
    everywhere = all(p is True or (np.ndim(p) == 0 and bool(p)) for p in present)
    return Matrix(
        rows=tuple(listed),
        start=np.array(start, dtype=np.int64),
        column=np.array(column, dtype=np.int64),
        value=np.array(value, dtype=np.float64),
        entry=np.array(vary, dtype=np.int64),
        varying=varying,
        lower=_by_crisis(lower, crises),
        upper=_by_crisis(upper, crises),
        present=None if everywhere else _by_crisis(present, crises, bool).reshape(len(present), -1) & np.ones((1, crises), dtype=bool),
        links=tuple(links),
        width=width,
    )


def merged(body: Linear) -> tuple[list[int], list[Any]]:
    """Columns and weights with each column once."""
    if len(set(body.columns)) == len(body.columns):
        return body.columns, body.weights
    sums: dict[int, Any] = {}
    for c, w in zip(body.columns, body.weights, strict=True):
        sums[c] = sums[c] + w if c in sums else w
    return list(sums), list(sums.values())


def _by_crisis(values: list[Any], crises: int, kind: Any = np.float64) -> Any:
    if not any(isinstance(v, np.ndarray) and v.ndim for v in values):
        return np.array(values, dtype=kind)
    return np.array([v if isinstance(v, np.ndarray) and v.ndim else np.full(crises, v) for v in values], dtype=kind)
