"""To which cause every cell of a workbook belongs: what a change of it is a change of.

A bridge of costs goes from one case to another cause by cause. Every column of every sheet belongs to exactly one
of them, and so does the coming and going of a sheet's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from resilience_opt.case.schema import Column, Record
from resilience_opt.case.sheets import SHEETS

PRICE, VOLUME, POLICY, STOCK, QUALIFICATION, REST = "price", "volume", "policy", "stock", "qualification", "rest"
#: The causes, in the order in which a bridge takes them.
CAUSES = (PRICE, VOLUME, POLICY, STOCK, QUALIFICATION, REST)
#: Titles and notes, which no plan depends on.
WORDS = "words"
#: What is left of a difference where the proven gaps leave open whether there is any.
TIE_BREAK = "tie-break"

MEANING: Mapping[str, str] = {
    PRICE: "what is paid for a unit, a year, a shortage or a stock, and how later years are discounted",
    VOLUME: "who can deliver what to whom, how much of it, and how much is needed",
    POLICY: "limits on shares and sources, what must be survived, which disruptions are looked at, where and whose suppliers are",
    STOCK: "which stockpiles there are and what they hold",
    QUALIFICATION: "who is qualified, and what it takes to be",
    REST: "the years that are planned, and the model",
    TIE_BREAK: "differences within the proven gaps: nothing says that they are any",
}

#: Whether a row is there at all. A row of Lanes that changes nothing but costs counts as price; see `lanes`.
ROWS: Mapping[str, str] = {
    "Settings": REST, "Materials": VOLUME, "Groups": POLICY, "Suppliers": VOLUME, "Offers": VOLUME, "Price breaks": PRICE,
    "Recipes": VOLUME, "Markets": VOLUME, "Demand": VOLUME, "Lanes": VOLUME, "Stockpiles": STOCK, "Share limits": POLICY,
    "Source limits": POLICY, "Survival": POLICY, "Scenarios": POLICY, "Events": POLICY, "Attacks": POLICY,
}  # fmt: skip

#: The columns of every sheet by cause.
COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Settings": {
        PRICE: ("Discount rate",),
        VOLUME: ("Default lane",),
        POLICY: ("Crisis months", "Risk aversion", "CVaR level", "Base shortage allowed", "Attack budget"),
        REST: ("Currency", "First year", "Last year", "Model"),
        WORDS: ("Title",),
    },
    "Materials": {PRICE: ("Price",), VOLUME: ("Material",), REST: ("Unit",), WORDS: ("Note",)},
    "Groups": {POLICY: ("Group", "Member")},
    "Suppliers": {VOLUME: ("Supplier",), POLICY: ("Country", "Owner"), WORDS: ("Note",)},
    "Offers": {
        PRICE: ("Unit cost", "Fixed cost", "Surge premium", "Expansion cost"),
        VOLUME: (
            "Supplier", "Material", "Capacity", "Minimum take", "Current volume", "Maximum change", "Standby", "Surge", "Ramp months",
            "Expansion limit", "Expansion years", "From year", "To year",
        ),
        QUALIFICATION: ("Qualified", "Qualification cost", "Qualification years"),
        WORDS: ("Note",),
    },
    "Price breaks": {PRICE: ("Supplier", "Material", "From quantity", "Unit cost", "Kind")},
    "Recipes": {VOLUME: ("Output", "Input", "Quantity", "Supplier")},
    "Markets": {VOLUME: ("Market",), POLICY: ("Country",)},
    "Demand": {PRICE: ("Shortage cost",), VOLUME: ("Market", "Material", "Priority", "Year", "Quantity")},
    "Lanes": {
        PRICE: ("Transport cost", "Tariff"),
        VOLUME: ("From", "To", "Material", "Lead months", "Corridor", "Open"),
        WORDS: ("Note",),
    },
    "Stockpiles": {
        PRICE: ("Holding cost", "Fixed cost"),
        STOCK: (
            "Stockpile", "Material", "Country", "Serves", "Opening level", "Minimum level", "Minimum from year", "Maximum level",
            "Maximum build", "Loss", "Release limit", "Response months",
        ),
        WORDS: ("Note",),
    },
    "Share limits": {
        POLICY: ("Group", "Lens", "Material", "Destination", "Year", "Minimum", "Maximum", "Basis", "Origin material", "Penalty"),
        WORDS: ("Note",),
    },
    "Source limits": {POLICY: ("Material", "Group", "Minimum", "Maximum", "Minimum share", "Year"), WORDS: ("Note",)},
    "Survival": {
        POLICY: ("Scenario", "Market", "Material", "Priority", "Months", "Service level", "From year"),
        WORDS: ("Note",),
    },
    "Scenarios": {POLICY: ("Scenario", "Probability"), WORDS: ("Note",)},
    "Events": {
        POLICY: (
            "Scenario", "Kind", "Target", "Material", "To", "Start month", "Months", "Remaining", "Recovery months",
            "Demand factor", "Price factor",
        ),
        WORDS: ("Note",),
    },
    "Attacks": {
        POLICY: ("Attack", "Kind", "Target", "Material", "To", "Months", "Remaining", "Recovery months", "Cost"),
        WORDS: ("Note",),
    },
}  # fmt: skip

_CAUSE_OF = {(sheet, header): cause for sheet, causes in COLUMNS.items() for cause, headers in causes.items() for header in headers}


def cause_of(sheet: type[Record], column: Column) -> str:
    """The cause that a cell belongs to, `WORDS` where nothing depends on it."""
    return _CAUSE_OF[sheet.SHEET, column.header]


def unsorted() -> Iterator[str]:
    """Columns of the workbook that have no cause, or more than one; a column added to the schema stands here until it is given one."""
    given = [(sheet, header) for sheet, causes in COLUMNS.items() for headers in causes.values() for header in headers]
    wanted = [(sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns()]
    yield from (f"{sheet}: {header} has no cause" for sheet, header in wanted if (sheet, header) not in given)
    yield from (f"{sheet}: {header} is no column" for sheet, header in given if (sheet, header) not in wanted)
    yield from (f"{sheet}: {header} has several causes" for sheet, header in sorted(set(given)) if given.count((sheet, header)) > 1)
    yield from (f"{sheet.SHEET}: its rows have no cause" for sheet in SHEETS if sheet.SHEET not in ROWS)
