"""The sheets of the comparison workbook that are one table each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from resilience_opt.plan.plan import COST_KINDS
from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.tables import Field

#: Kinds of a field beside those of the plan's report: a difference, shown with its sign, and a cell that may hold anything.
SIGNED, ANYTHING = "signed ", "anything"

CASE = Field("case", "Case", "text", "What is compared with the first case.")
YEAR = Field("year", "Year", "year")
OFFER = (Field("supplier", "Supplier", "text"), Field("material", "Material", "text"))

INPUTS = (
    CASE, Field("sheet", "Sheet", "text"), Field("key", "Row", "text", "What names the row; in Settings it is the column."),
    Field("column", "Column", "text", "Blank where the whole row is added or removed."), Field("change", "Change", "text"),
    Field("before", "Before", ANYTHING, "In the first case; what a blank cell means is filled in."), Field("after", "After", ANYTHING),
    Field("cause", "Cause", "text", "To which the bridge counts it."),
    Field("cell_before", "Cell before", "text"), Field("cell_after", "Cell after", "text"),
)  # fmt: skip
BRIDGE = (
    CASE, Field("cause", "Cause", "text", "In the order in which they were taken."),
    Field("inputs", "Changed inputs", "whole", "Cells, and whole rows that only one case has."),
    Field("amount", "Amount", SIGNED + "money", "By how much the least cost rises with this cause; the amounts add up to the difference of the costs."),
    Field("uncertain", "Could be off by", "money", "How far the proven gaps of the two plans leave the amount open."),
    *(Field(kind, kind.capitalize(), SIGNED + "money") for kind in COST_KINDS),
)  # fmt: skip
BY_KIND = (
    CASE, Field("kind", "Kind of cost", "text"), Field("before", "Before", "money", "Discounted."), Field("after", "After", "money"),
    Field("difference", "Difference", SIGNED + "money"),
)  # fmt: skip
ALLOCATION = (
    CASE, YEAR, *OFFER, Field("before", "Before", "capacity", "Delivered in the year to all destinations; blank where the year is not planned."),
    Field("after", "After", "capacity"), Field("difference", "Difference", SIGNED + "capacity"),
)  # fmt: skip
SUPPLIERS = (
    CASE, *OFFER, Field("change", "Change", "text"), Field("years_before", "Years before", "text", "Years under contract."),
    Field("years_after", "Years after", "text"),
    Field("qualified_before", "Qualified in, before", "year", "The year in which the plan pays for its qualification."),
    Field("qualified_after", "Qualified in, after", "year"), Field("expansion_before", "Expansion before", "capacity", "Capacity bought in all years."),
    Field("expansion_after", "Expansion after", "capacity"),
    Field("shipped_before", "Delivered before", "quantity", "In all years that are planned."), Field("shipped_after", "Delivered after", "quantity"),
)  # fmt: skip
STOCKS = (
    CASE, YEAR, Field("stockpile", "Stockpile", "text"), Field("material", "Material", "text"),
    Field("level_before", "Level before", "quantity", "In store at the end of the year."), Field("level_after", "Level after", "quantity"),
    Field("difference", "Difference", SIGNED + "quantity"), Field("cover_before", "Cover before", "cover"), Field("cover_after", "Cover after", "cover"),
)  # fmt: skip
DEPENDENCE = (
    CASE, YEAR, Field("lens", "Lens", "text"), Field("group", "Group", "text"), Field("material", "Material", "text"),
    Field("destination", "Destination", "text"), Field("side", "Side", "text"),
    Field("share_before", "Share before", "share", "Measured in the first plan, whether it limits the share or not."),
    Field("share_after", "Share after", "share"), Field("difference", "Difference", SIGNED + "share", "In percentage points."),
    Field("limit_before", "Limit before", "share", "Blank where the case has no such limit."), Field("limit_after", "Limit after", "share"),
)  # fmt: skip
SURVIVAL = (
    CASE, YEAR, Field("scenario", "Scenario", "text"),
    Field("months_asked", "Months asked", "months", "The longest that any of the cases asks; by this both plans are measured."),
    Field("required_before", "Required before", "months", "By the first case; 0 where it asks for nothing."), Field("required_after", "Required after", "months"),
    Field("survived_before", "Survived before", "months", "The longest time from the start for which the plan can hold all that is asked, at once."),
    Field("survived_after", "Survived after", "months"), Field("difference", "Difference", SIGNED + "months"),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """A sheet: its name, what it shows, its columns and where they come from; left out where there are no rows."""

    name: str
    shows: str
    fields: tuple[Field, ...]
    source: Callable[[Shown], pd.DataFrame]
    #: header of the column that tells a changed row, which is coloured
    changed: str = ""


TABLES = (
    Table("Inputs", "What differs in the inputs, cell by cell", INPUTS, lambda shown: shown.inputs),
    Table("Bridge", "Why the cost differs, by cause and kind of cost", BRIDGE, lambda shown: shown.bridge, "Amount"),
    Table("Bridge by kind", "In which kinds of cost it differs", BY_KIND, lambda shown: shown.bridge_by_kind, "Difference"),
    Table("Allocation", "What is bought from whom, before and after", ALLOCATION, lambda shown: shown.allocation, "Difference"),
    Table("Suppliers", "Who enters, who leaves, who is qualified when", SUPPLIERS, lambda shown: shown.suppliers, "Change"),
    Table("Stockpiles", "What is in store, before and after", STOCKS, lambda shown: shown.stocks, "Difference"),
    Table("Dependence", "Every share that any case limits, in both plans", DEPENDENCE, lambda shown: shown.dependence, "Difference"),
    Table("Survival", "How long both plans hold what any case asks", SURVIVAL, lambda shown: shown.survival, "Difference"),
)
