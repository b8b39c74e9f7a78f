"""A repair: changes of cells, what they are called, and what the plan costs with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from resilience_opt.case.case import Case
from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import Offer, ShareLimit, SourceLimit, Stockpile, Survival
from resilience_opt.plan.say import percent

Value = float | int | bool

#: So many times its cost a repair counts for that leaves nothing of a limit.
GIVEN_UP = 2.0


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
        return f"{case.cell(self.record, self.attribute)}: {header}{_of(self.record)} {_figure(self.before, self)} -> {_figure(self.value, self)}"

    @property
    def gives_up(self) -> bool:
        """Whether nothing is left of what the cell asked for: a share of 100% or 0%, no source, any shortage."""
        if isinstance(self.record, ShareLimit):
            return (self.attribute, float(self.value)) in (("maximum", 1.0), ("minimum", 0.0))
        if isinstance(self.record, SourceLimit):
            return self.attribute == "minimum" and self.value <= 0
        return self.attribute == "base_shortage_allowed"


@dataclass(frozen=True)
class Copy:
    """A row like another but for one cell."""

    record: Record
    attribute: str
    value: Value

    def words(self, case: Case) -> str:
        """The new row in a sentence."""
        header = next(c.header for c in type(self.record).columns() if c.attribute == self.attribute)
        return f"{self.record.SHEET}: a row like {case.cell(self.record)} with {header} {_figure(self.value, Change(self.record, self.attribute, self.value))}"


@dataclass(frozen=True)
class Repair:
    """Changes of one kind that give the case a plan.

    Attributes
    ----------
    kind : such as 'relax the share limits'
    changes : tuple of Change and Copy
    objective : discounted cost of the plan of the repaired case
    gap : how far that plan may be from the cheapest
    """

    kind: str
    changes: tuple[Change | Copy, ...]
    objective: float
    gap: float | None

    @property
    def gives_up(self) -> bool:
        """Whether it leaves nothing of a limit, or of the demand that must be met."""
        return any(isinstance(change, Change) and change.gives_up for change in self.changes)

    @property
    def rank(self) -> float:
        """Repairs are told in this order: by cost, where giving a limit up counts double.

        To drop a limit is always the cheapest that can be done with it, and seldom what its author wants. Costs that
        are the same but for the solver's rounding leave the order to the kinds.
        """
        return float(f"{self.objective * (GIVEN_UP if self.gives_up else 1.0):.6g}")

    def lines(self, case: Case) -> list[str]:
        """The repair in the planner's words."""
        head = f"{self.kind}: the plan then costs {self.objective:,.0f} {case.settings.currency}"
        return [head + ("; gives a limit up" if self.limit_goes else ""), *(f"  {c.words(case)}" for c in self.changes)]

    @property
    def limit_goes(self) -> bool:
        """Whether a share limit or a number of sources limits nothing any more."""
        return any(isinstance(c, Change) and c.gives_up and isinstance(c.record, (ShareLimit, SourceLimit)) for c in self.changes)


def applied(case: Case, changes: Iterable[Change | Copy]) -> Case:
    """The case with the changes made."""
    wanted: dict[int, dict[str, Value]] = {}
    copies: dict[int, list[Record]] = {}
    for change in changes:
        if isinstance(change, Copy):
            copies.setdefault(id(change.record), []).append(replace(change.record, row=None, **{change.attribute: change.value}))
        else:
            wanted.setdefault(id(change.record), {})[change.attribute] = change.value
    tables: dict[str, Any] = {}
    for own in fields(case):
        rows = getattr(case, own.name)
        if isinstance(rows, tuple) and any(id(row) in wanted or id(row) in copies for row in rows):
            tables[own.name] = tuple(new for row in rows for new in (replace(row, **wanted.get(id(row), {})), *copies.get(id(row), ())))
    settings = replace(case.settings, **wanted[id(case.settings)]) if id(case.settings) in wanted else case.settings  # type: ignore[arg-type]
    return replace(case, settings=settings, **tables)


def _of(record: Record) -> str:
    """Whose figure it is."""
    if isinstance(record, Offer):
        return f" of {record.supplier} for {record.material}"
    if isinstance(record, Stockpile):
        return f" of {record.stockpile}"
    if isinstance(record, ShareLimit):
        return f" of {record.material or 'each material'} from {record.group}" + (f" in {record.year}" if record.year else "")
    if isinstance(record, SourceLimit):
        return f" of sources of {record.material}"
    if isinstance(record, Survival):
        return f" in {record.scenario or 'every scenario'}" + "".join(f", {part}" for part in (record.market, record.material, record.priority) if part)
    return ""


def _figure(value: object, change: Change) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and change.attribute in ("maximum", "minimum", "service_level") and change.record.SHEET != "Source limits":
        return percent(value)
    if value is None:
        return "blank"
    return f"{value:,g}" if isinstance(value, float) else str(value)
