"""The page of the library: what happened, what it would have taken, and the rows to paste."""

from __future__ import annotations

from collections.abc import Sequence

from ..figure import Row, with_note
from ..page_tables import table
from .events import EVENTS, SCENARIOS, SHOCKS

HEAD = """# Shocks: disruptions that have happened, ready to paste

<!-- Made by `python -m inputs.shocks` from inputs/shocks/. Do not edit. -->

`inputs/shocks.xlsx` holds these rows in sheets `Scenarios` and `Events` with the columns of [the workbook](workbook.md). Copy the rows of a shock into the two sheets
of your own case and change three cells where your names are others: `Target` (country, supplier or corridor), `Material` and `To`. Take over the source in `Note`.

- **Durations are what happened, not what was promised.** The fire at Naka was to cost 30 days; buyers waited for more than 90. Licences for gallium that were to be answered
  within 45 working days (remembered) let nothing through for 50 days, and a tenth to a fifth two years later. Who plans with the promise keeps less than half of the store that is needed.
- A month is the unit: a cut of days becomes a month with the share that was left in it; where it was longer, whole months, rounded up.
- `Probability` is once in the sixteen years from 2010 to 2025, for each. Put your own; those of one workbook add up to 1 at most.
- A recovery that was not found is an assumption; `Note` says how sure each figure is."""

TAKES = """## What it would have taken

Months of use in store at the start for a buyer with no other source, so that nothing is missed: the part that is missing, added up month by month with the straight line back.
The workbook is a case of such buyers (ten units a month each): `optimize inputs/shocks.xlsx` finds the same stores, for each buyer that of the worst shock which hits it."""


def page() -> str:
    """The page in Markdown."""
    takes = [
        (s.name, s.when, f"{s.days.value:g}", s.days.confidence, s.promised, f"{s.kind} {s.target}", ", ".join(s.materials), s.to or "", f"{s.kept():.1f}") for s in SHOCKS
    ]
    heads = ["shock", "when", "days, as it happened", "how sure", "promised", "what is hit", "material", "to", "months of use to keep"]
    parts = [HEAD, TAKES, table(heads, takes), "## Sheet `Scenarios`", _sheet(SCENARIOS), "## Sheet `Events`", _sheet(EVENTS)]
    return "\n\n".join(parts) + "\n"


def _sheet(rows: Sequence[Row]) -> str:
    """The rows as the workbook has them, Note and all."""
    shown = [with_note(row) for row in rows]
    columns = [c for c in COLUMNS if any(row.get(c) is not None for row in shown)]
    return table(columns, ([row.get(c) if row.get(c) is not None else "" for c in columns] for row in shown))


COLUMNS = ("Scenario", "Probability", "Kind", "Target", "Material", "To", "Start month", "Months", "Remaining", "Recovery months", "Price factor", "Note")
