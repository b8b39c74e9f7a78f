"""What a study found: a table with a row for each case."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.plan.plan import COST_KINDS, Plan
from resilience_opt.studies.grid.answer import Answer
from resilience_opt.studies.grid.design import Design
from resilience_opt.studies.grid.effects import effects
from resilience_opt.studies.run import Options, optimize

#: What is told of each case, after its labels.
FIGURES = (
    "status", "cost", "bound", "gap", *COST_KINDS, "dependence", "depends_on", "months_required", "months_survived", "seconds", "why",
)  # fmt: skip
_TEXT = ("status", "depends_on", "why")


@dataclass(frozen=True)
class Study:
    """The answer to: what is the plan of each of these cases?

    Attributes
    ----------
    design : the factors, their levels and the case that they change
    table : DataFrame, a row for each case in the order of the grid
        One column for each factor with the label, then status, cost, bound, gap, the discounted cost by kind, dependence, depends_on,
        months_required, months_survived, seconds and why. `status` is 'optimal'; 'feasible' (the limit of time ended the search);
        'infeasible'; 'no plan' (time ended first); 'invalid input' or 'error'; `why` says why there is no plan. `dependence` is the
        largest share under a Maximum of any case of the study, `depends_on` whose it is. `months_survived` and
        `months_required` are those of the requirement of Survival that has the fewest months to spare.
        All but `seconds` is the same on any number of workers.
    options : how every case was solved
    """

    design: Design
    table: pd.DataFrame
    options: Options

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of the factors."""
        return self.design.factors

    @property
    def base(self) -> Case:
        """The case that the levels change."""
        return self.design.base

    @property
    def currency(self) -> str:
        """Of every amount of money."""
        return self.base.settings.currency

    @property
    def effects(self) -> pd.DataFrame:
        """What each level of a factor adds to the cost, the other factors being what they are.

        Columns factor, level, cases, plans (cases that have one), least and most (their costs), pairs and added: the mean difference
        of cost to the factor's first level, over the pairs of cases that differ in this factor alone and both have a plan.
        """
        return effects(self.table, self.factors)

    def case(self, *labels: Any) -> Case:
        """The case with these labels, one for each factor, or with its name as in ``study.case('60%, no Dowa')``.

        Raises
        ------
        KeyError
            If there is no such case.
        InputError
            If the edits do not give a valid case.
        """
        return self.design.case(self.design.found(labels))

    def plan(self, *labels: Any) -> Plan:
        """The plan of a case, solved again as in the study: tables of plans are too large to be sent from every worker.

        Raises
        ------
        KeyError, InputError
            As :meth:`case`.
        InfeasibleError, NoPlanError, AuditError, ModelError, EngineError, SolverError
            As :func:`resilience_opt.optimize`.
        """
        return optimize(self.case(*labels), **self.options.keywords())

    def to_excel(self, path: str | Path) -> Path:
        """Write the table as a sheet with charts, and what each level adds; the old file, if any, is replaced whole."""
        from resilience_opt.report.study import write_study

        return write_study(self, Path(path))

    def _repr_html_(self) -> str:
        shown = [*self.factors, "status", "cost", "dependence", "depends_on", "months_survived", "why"]
        head = "".join(f"<th>{escape(name)}</th>" for name in shown)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(name, value))}</td>" for name, value in zip(shown, row, strict=True)) + "</tr>"
            for row in self.table[shown].itertuples(index=False, name=None)
        )
        return f"<p>{len(self.table):,} cases; cost in {escape(self.currency)}, discounted</p><table><tr>{head}</tr>{rows}</table>"


def table_of(design: Design, answers: dict[int, Answer]) -> pd.DataFrame:
    """The table of a study, in the order of its grid."""
    rows = []
    for number, labels in enumerate(design.labels()):
        told = answers[number]
        row: dict[str, Any] = {name: getattr(told, name) for name in FIGURES if name not in COST_KINDS}
        rows.append([*labels, *({**row, **{kind: told.costs.get(kind) for kind in COST_KINDS}}[name] for name in FIGURES)])
    frame = pd.DataFrame(rows, columns=[*design.factors, *FIGURES])
    kinds = {name: object if name in _TEXT else float for name in FIGURES}
    return frame.astype(kinds)


def _cell(name: str, value: object) -> str:
    if value is None or value != value:
        return ""
    if name == "dependence" and isinstance(value, float):
        return f"{value:.1%}"
    return f"{value:,.0f}" if isinstance(value, float) else str(value)
