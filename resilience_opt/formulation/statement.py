"""What a statement of the mathematics is made of: variables, rows and costs, each over an index set.

A family is a module that declares them. Nothing here knows who reads the statement.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import inf
from types import ModuleType
from typing import Any, Literal

from resilience_opt.case.schema import Record
from resilience_opt.network.network import Network

Index = tuple[int, ...]
IndexSet = Callable[[Network], Iterable[Index]]
#: The plan is decided once for every year; a crisis is lived through for every year and scenario.
Stage = Literal["plan", "crisis"]
#: A row of the workbook and the attribute of it that a row of the model comes from.
Origin = tuple[Record, str]


@dataclass(frozen=True)
class Ease:
    """What one unit of leeway in a cell of the workbook does to a row or a bound: it widens it by `amount` scaled units.

    Attributes
    ----------
    record, attribute : the cell
    amount : for one unit of the material, one month, or a share of 1; of a share limit, for one scaled unit of what it counts
    times : a yes/no decision of the plan, (name, index), without which the cell gives nothing
    """

    record: Record
    attribute: str
    amount: float
    times: tuple[str, Index] | None = None


def whole(indices: Iterable[Index]) -> list[Index]:
    """Indices in plain whole numbers, whatever numpy made them of."""
    return [tuple(int(i) for i in index) for index in indices]


@dataclass(frozen=True)
class Variable:
    """A family of columns. `binary`, `lower` and `upper` depend on the network and the index alone.

    `year` says which place of the index is the year, for a column of the plan; decomposition by years is the better
    for it, and right without it.

    `eases_lower` and `eases_upper` name the cells behind a bound, as :class:`Row` does.
    """

    name: str
    stage: Stage
    over: IndexSet
    meaning: str
    unit: str
    binary: Callable[..., bool] | None = None
    lower: Callable[..., float] | None = None
    upper: Callable[..., float] | None = None
    free: bool = False  #: may be negative
    year: int = -1
    origin: Callable[..., Iterable[Origin]] | None = None
    eases_lower: Callable[..., Iterable[Ease]] | None = None
    eases_upper: Callable[..., Iterable[Ease]] | None = None

    def bounds(self, net: Network, index: Index) -> tuple[float, float]:
        """Lower and upper bound, infinite where there is none."""
        low = self.lower(net, *index) if self.lower else (-inf if self.free else 0.0)
        return low, self.upper(net, *index) if self.upper else inf

    def is_binary(self, net: Network, index: Index) -> bool:
        """Whether the column is yes or no."""
        return bool(self.binary and self.binary(net, *index))

    def indices(self, net: Network) -> list[Index]:
        """The index set, in plain whole numbers."""
        return whole(self.over(net))


@dataclass(frozen=True)
class Row:
    """A family of constraints: one function of (m, *index), with its formula as docstring."""

    name: str
    stage: Stage
    over: IndexSet
    rule: Callable[..., Any]
    where: Callable[..., Any] | None = None
    origin: Callable[..., Iterable[Origin]] | None = None
    eases: Callable[..., Iterable[Ease]] | None = None
    redundant: bool = False  #: implied by others once the yes/no decisions are made

    def indices(self, net: Network) -> list[Index]:
        """The index set, in plain whole numbers."""
        return whole(self.over(net))

    @property
    def doc(self) -> str:
        """The docstring, without indentation."""
        return inspect.getdoc(self.rule) or ""


@dataclass(frozen=True)
class Cost:
    """A kind of cost: a function of (m, year)."""

    name: str
    rule: Callable[..., Any]

    @property
    def doc(self) -> str:
        """The docstring, without indentation."""
        return inspect.getdoc(self.rule) or ""


@dataclass(frozen=True)
class Family:
    """A module's variables and rows, in the order in which they stand there."""

    name: str
    doc: str
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, module: ModuleType, name: str) -> Family:
        """Collect what a module declares."""
        declared = list(vars(module).values())
        return cls(
            name=name,
            doc=inspect.getdoc(module) or "",
            variables=tuple(v for v in declared if isinstance(v, Variable)),
            rows=tuple(r for r in declared if isinstance(r, Row)),
        )


def row(
    *,
    over: IndexSet,
    stage: Stage = "plan",
    where: Callable[..., Any] | None = None,
    origin: Callable[..., Iterable[Origin]] | None = None,
    eases: Callable[..., Iterable[Ease]] | None = None,
    redundant: bool = False,
) -> Callable[[Callable[..., Any]], Row]:
    """Declare a function as a family of rows; its name is the row's name everywhere.

    Parameters
    ----------
    over : network -> indices
        The index set; it never depends on the scenario.
    where : (m, *index) -> bool
        Crises in which the row holds; data of the scenario may be asked here.
    origin : (network, *index) -> (record, attribute) pairs
        Where in the workbook the row comes from.
    eases : (network, *index) -> Ease
        Cells of the workbook that widen the row; of a crisis's row, (network, *index, year, scenario).
    redundant : bool
        The row only tightens the relaxation: once the yes/no decisions are made, the others imply it.
    """

    def declare(rule: Callable[..., Any]) -> Row:
        return Row(rule.__name__, stage, over, rule, where, origin, eases, redundant)

    return declare


def cost(rule: Callable[..., Any]) -> Cost:
    """Declare a function of (m, year) as a kind of cost."""
    return Cost(rule.__name__, rule)


class View:
    """What a rule sees as `m`: variables by name, then data, then the network's own index sets.

    Parameters
    ----------
    variables : mapping of name to something indexed like the variable
    data : object
        Whose attributes are the data (numbers, or arrays with one value for each crisis).
    """

    def __init__(self, variables: dict[str, Any], data: Any) -> None:
        self._variables = variables
        self._data = data

    def __getattr__(self, name: str) -> Any:
        found = self._variables.get(name)
        return getattr(self._data, name) if found is None else found


def plan_years(net: Network) -> Iterator[Index]:
    """Every planning year, as (t,)."""
    return ((t,) for t in range(len(net.years)))
