"""Linear expressions as plain lists, for readers that want matrices, and the sum that rules use.

A rule is ordinary Pyomo arithmetic. Read by Pyomo it gives Pyomo expressions; read with :class:`Linear` in
place of variables it gives a row of a matrix. A weight may be an array with one value for each crisis:
the rule is then read once and yields that row of every crisis.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyomo.environ as pyo


class Linear:
    """A weighted sum of columns and a constant."""

    __slots__ = ("columns", "constant", "weights")
    __array_ufunc__ = None  # numpy leaves `array * Linear` to Linear
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, columns: list[int], weights: list[Any], constant: Any = 0.0) -> None:
        self.columns = columns
        self.weights = weights
        self.constant = constant

    def __add__(self, other: Any) -> Linear:
        if isinstance(other, Linear):
            return Linear(self.columns + other.columns, self.weights + other.weights, self.constant + other.constant)
        return Linear(self.columns, self.weights, self.constant + other)

    __radd__ = __add__

    def __neg__(self) -> Linear:
        return Linear(self.columns, [-w for w in self.weights], -self.constant)

    def __sub__(self, other: Any) -> Linear:
        if isinstance(other, Linear):
            return Linear(self.columns + other.columns, self.weights + [-w for w in other.weights], self.constant - other.constant)
        return Linear(self.columns, self.weights, self.constant - other)

    def __rsub__(self, other: Any) -> Linear:
        return Linear.__add__(-self, other)

    def __mul__(self, factor: Any) -> Linear:
        return Linear(self.columns, [w * factor for w in self.weights], self.constant * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Any) -> Linear:
        return Linear.__mul__(self, 1.0 / divisor)

    def __le__(self, other: Any) -> Relation:
        return Relation(self - other, "<=")

    def __ge__(self, other: Any) -> Relation:
        return Relation(self - other, ">=")

    def __eq__(self, other: Any) -> Relation:  # type: ignore[override]
        return Relation(self - other, "==")


class Relation:
    """`body <= 0`, `body >= 0` or `body == 0`."""

    __slots__ = ("body", "sense")

    def __init__(self, body: Linear, sense: str) -> None:
        self.body = body
        self.sense = sense

    def bounds(self) -> tuple[Any, Any]:
        """Lower and upper bound of the weighted sum without its constant."""
        edge = -self.body.constant
        return (-np.inf if self.sense == "<=" else edge, np.inf if self.sense == ">=" else edge)


def total(terms: Iterable[Any]) -> Any:
    """The sum of terms, whoever reads the rule; 0 where there are none."""
    listed = list(terms)
    if not any(isinstance(term, Linear) for term in listed):
        return pyo.quicksum(listed) if listed else 0.0
    columns: list[int] = []
    weights: list[Any] = []
    constant: Any = 0.0
    for term in listed:
        if isinstance(term, Linear):
            columns += term.columns
            weights += term.weights
            constant = constant + term.constant
        else:
            constant = constant + term
    return Linear(columns, weights, constant)
