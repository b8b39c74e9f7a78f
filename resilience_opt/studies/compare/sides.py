"""What is compared: each case with its plan, or with why it has none."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.names import fold
from resilience_opt.errors import Fault, InfeasibleError, InputError, NoPlanError
from resilience_opt.plan.plan import Plan
from resilience_opt.studies.run import Options, optimize

if TYPE_CHECKING:
    from resilience_opt.solve.answers import Progress

log = logging.getLogger(__name__)

INFEASIBLE, NO_PLAN = "infeasible", "no plan"


class Told(Protocol):
    """A plan as far as a plan workbook tells it: see :class:`resilience_opt.Plan`, which tells more."""

    @property
    def status(self) -> str:
        """'optimal' or 'feasible'."""

    @property
    def objective(self) -> float:
        """Discounted cost."""

    @property
    def bound(self) -> float | None:
        """Its proven lower bound."""

    @property
    def gap(self) -> float | None:
        """How far the bound is, relatively."""

    @property
    def costs(self) -> Mapping[str, float]:
        """Discounted cost by kind."""

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""

    @property
    def allocation(self) -> pd.DataFrame:
        """Every delivery."""

    @property
    def suppliers(self) -> pd.DataFrame:
        """Every offer in every year."""

    @property
    def stockpiles(self) -> pd.DataFrame:
        """Every stockpile in every year."""

    @property
    def dependence(self) -> pd.DataFrame:
        """Shares against their limits."""

    @property
    def survival(self) -> pd.DataFrame:
        """Months required and survived."""


@dataclass(frozen=True)
class Side:
    """One of the things compared.

    Attributes
    ----------
    name : as the caller calls it
    case : the inputs; None for a plan workbook, which does not hold them
    told : the plan; None where there is none
    status : 'optimal', 'feasible', 'infeasible' or 'no plan'
    why : the sentence that says why there is no plan
    explanation : the rows that cannot hold together, where it is infeasible
    years : the planning years
    """

    name: str
    case: Case | None
    told: Told | None
    status: str
    years: tuple[int, ...]
    why: str = ""
    explanation: tuple[Fault, ...] = ()

    @property
    def plan(self) -> Plan | None:
        """The plan with all that is known of it; None where there is none or where a workbook tells it."""
        return self.told if isinstance(self.told, Plan) else None

    @property
    def currency(self) -> str:
        """Currency of every amount of money."""
        if self.case is not None:
            return self.case.settings.currency
        return self.told.currency if self.told is not None else ""

    @property
    def units(self) -> Mapping[str, str]:
        """Unit of every material, by its folded name; empty where the inputs are not known."""
        return {fold(m.material): m.unit for m in self.case.materials} if self.case is not None else {}


def side_of(name: str, given: Case | Told | Side, options: Options, progress: Callable[[Progress], None] | None = None) -> Side:
    """Solve a case, or take a plan, or a case that has been solved, as it is."""
    if isinstance(given, Side):
        return replace(given, name=name)
    if not isinstance(given, Case):
        if isinstance(given, Plan):
            return Side(name, given.case, given, given.status, tuple(given.case.years))
        planned = {int(year) for table in (given.suppliers, given.stockpiles, given.allocation) for year in table["year"]}
        return Side(name, None, given, given.status, tuple(sorted(planned)))
    log.info("compare: %s", name)
    years = tuple(given.years)
    try:
        plan = optimize(given, **options.keywords(), progress=progress)
    except InfeasibleError as error:
        rows = "; ".join(str(fault) for fault in error.explanation)
        return Side(
            name,
            given,
            None,
            INFEASIBLE,
            years,
            f"no plan can meet the requirements; these rows cannot hold together: {rows}",
            error.explanation,
        )
    except NoPlanError as error:
        return Side(name, given, None, NO_PLAN, years, str(error) or "time ended before a plan was found")
    return Side(name, given, plan, plan.status, years)


def check_alike(given: Mapping[str, Case | Told | Side]) -> None:
    """Refuse what cannot be compared: amounts in several currencies, one material counted in several units.

    Raises
    ------
    InputError
    """
    if len(given) < 2:
        raise InputError([Fault("", "", "a comparison needs at least two cases or plans")])
    name, first = next(iter(given.items()))
    faults = []
    for other_name, other in list(given.items())[1:]:
        ours, theirs = _currency(first), _currency(other)
        if fold(ours) != fold(theirs):
            found = f"amounts are in {ours} in '{name}' and in {theirs} in '{other_name}'; bring both to one currency to compare them"
            faults.append(Fault("", "", found))
        faults += [Fault("", "", found) for found in _other_units(name, _case(first), other_name, _case(other))]
    if faults:
        raise InputError(faults, "compare")


def _currency(given: Case | Told | Side) -> str:
    return given.settings.currency if isinstance(given, Case) else given.currency


def _case(given: Case | Told | Side) -> Case | None:
    return given if isinstance(given, Case) else given.case if isinstance(given, (Plan, Side)) else None


def _other_units(name: str, first: Case | None, other_name: str, other: Case | None) -> Sequence[str]:
    if first is None or other is None:
        return []
    units = {fold(m.material): m.unit for m in first.materials}
    return [
        f"{m.material} is counted in {units[fold(m.material)]} in '{name}' and in {m.unit} in '{other_name}'; give it one Unit to compare them"
        for m in other.materials
        if fold(m.unit) != fold(units.get(fold(m.material), m.unit))
    ]
