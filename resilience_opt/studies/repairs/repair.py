"""A repair: changes of cells, what they are called, and what the plan costs with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Record
from resilience_opt.plan.say import percent

Value = float | int | bool


@dataclass(frozen=True)
class Change:
    """Another value in one cell of the workbook."""

    record: Record
    attribute: str
    value: Value

    @property
    def before(self) -> object:
        """What stands there now."""
        return getattr(self.record, self.attribute)

    def words(self, case: Case) -> str:
        """The change in a sentence, with its cell."""
        header = next((c.header for c in type(self.record).columns() if c.attribute == self.attribute), self.attribute)
        return f"{case.cell(self.record, self.attribute)}: {header} {_figure(self.before, self)} -> {_figure(self.value, self)}"


@dataclass(frozen=True)
class Repair:
    """Changes of one kind that give the case a plan.

    Attributes
    ----------
    kind : such as 'relax the share limits'
    changes : tuple of Change
    objective : discounted cost of the plan of the repaired case
    gap : how far that plan may be from the cheapest
    """

    kind: str
    changes: tuple[Change, ...]
    objective: float
    gap: float | None

    def lines(self, case: Case) -> list[str]:
        """The repair in the planner's words."""
        return [f"{self.kind}: the plan then costs {self.objective:,.0f} {case.settings.currency}", *(f"  {c.words(case)}" for c in self.changes)]


def applied(case: Case, changes: Iterable[Change]) -> Case:
    """The case with the changes made."""
    wanted: dict[int, dict[str, Value]] = {}
    for change in changes:
        wanted.setdefault(id(change.record), {})[change.attribute] = change.value
    tables = {}
    for own in fields(case):
        rows = getattr(case, own.name)
        if isinstance(rows, tuple) and any(id(row) in wanted for row in rows):
            tables[own.name] = tuple(replace(row, **wanted[id(row)]) if id(row) in wanted else row for row in rows)
    settings = replace(case.settings, **wanted[id(case.settings)]) if id(case.settings) in wanted else case.settings
    return replace(case, settings=settings, **tables)


def _figure(value: object, change: Change) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and change.attribute in ("maximum", "minimum", "service_level") and change.record.SHEET != "Source limits":
        return percent(value)
    return f"{value:,g}" if isinstance(value, (int, float)) else str(value)
