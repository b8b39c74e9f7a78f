"""The first sheet: where today is weakest in three sentences, what was assumed, the ten worst losses and where to read on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from resilience_opt import __version__
from resilience_opt.report.charts import Block
from resilience_opt.report.exposure.sheets import CONCENTRATION, COVER, KIND, LOSS, NAME, RANK, SURVIVE, TABLES, cut
from resilience_opt.report.exposure.shown import Shown
from resilience_opt.report.page import COLUMNS, FIRST, OTHER, Page
from resilience_opt.report.sentences import counted, money
from resilience_opt.report.styles import Styles
from resilience_opt.report.tables import Field, print_setup

SUMMARY = "Summary"
NO_END = "no end"
_INDEX = 1  #: column of the index's first entry
_WORST = (NAME, KIND, RANK, *LOSS)
_SOURCES = tuple(f for f in CONCENTRATION if f.source in ("material", "sources", "largest", "largest_share", "hhi", "hhi_known"))
_STORES = tuple(f for f in COVER if f.source in ("material", "level", "use", "days_of_cover", "days_under_way"))
_ASSUMED = {"current": "as the workbook gives them", "capacity": "in proportion to Capacity where the workbook gives none"}


def write(book: Workbook, styles: Styles, shown: Shown, frames: dict[str, pd.DataFrame]) -> None:
    """Write the sheet, which must be made before the others."""
    sheet = book.get_worksheet_by_name(SUMMARY)
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, COLUMNS - 1, OTHER)
    page = Page(sheet, styles, shown.currency)
    page.title(shown.case.settings.title or shown.case.book.source or "Exposure")
    page.line(f"Exposure of {shown.year}, before any optimisation", font_size=11, italic=True)
    for sentence in sentences(shown):
        page.line(sentence)
    if shown.notes:
        page.heading("What was scaled, assumed or is not served")
        for note in shown.notes:
            page.line(note, font_size=11)
    page.heading("The worst losses, each set of suppliers once")
    _table(page, "Worst_losses", shown.worst, _WORST)
    page.heading("Concentration by country")
    _table(page, "Sources", shown.concentration[shown.concentration["by"] == "country"], _SOURCES)
    page.heading("Cover")
    unit = {m.material: m.unit for m in shown.case.materials}
    stores = shown.cover[shown.cover["stockpile"] == ""]
    _table(page, "Stores", stores, _STORES, [unit[m] for m in stores["material"]])
    page.heading("Where to read on")
    for table in TABLES:
        page.link(_INDEX, table.name, table.shows, counted(len(frames[table.name]), "row"))
    page.heading("What produced this")
    for name, text in provenance(shown):
        page.pair(name, text)
    print_setup(sheet)
    sheet.activate()


def sentences(shown: Shown) -> Iterator[str]:
    """What costs most, what is felt soonest, and what has the fewest sources."""
    table = shown.exposures
    if table.empty or float(table["lost_value"].max()) <= 0:
        yield "No loss of a supplier, a country, an owner or a corridor leaves any of today's demand unserved until it has recovered."
    else:
        worst = table.iloc[0]
        yield (
            f"The loss of the {worst['kind']} {worst['name']} costs most: {money(float(worst['lost_value']), shown.currency)}, "
            f"{worst['lost_share']:.0%} of the value of the demand, over the {worst['time_to_recover']:.3g} months until it has recovered; "
            f"the first of it is felt {_when(float(worst['time_to_survive']))}."
        )
        early = table[table["time_to_survive"] < table["time_to_recover"]]
        at_once = int((early["time_to_survive"] <= 0).sum())
        yield f"{len(early):,} of the {len(table):,} losses looked at are felt before what is lost has recovered, {at_once:,} of them at once."
    few = shown.concentration[shown.concentration["by"] == "country"].sort_values("hhi", ascending=False, kind="stable")
    if not few.empty:
        top = few.iloc[0]
        yield f"{top['material']} has the fewest sources: {top['largest_share']:.0%} come from {top['largest']} (HHI {top['hhi']:,.0f} of 10,000)."


def _when(months: float) -> str:
    return "at once" if months <= 0 else f"after {months:.3g} months"


def provenance(shown: Shown) -> list[tuple[str, str]]:
    """Pairs of a name and a text, without time of day: the same input gives the same report."""
    book = shown.case.book
    return [
        ("Input", book.source or "made in Python"),
        ("SHA-256 of the input", book.sha256 or "none"),
        ("Volumes", _ASSUMED[shown.volumes]),
        ("Months to recover, where none are given", f"{shown.recover:.12g}"),
        ("Version of resilience_opt", __version__),
    ]


def _table(page: Page, name: str, table: pd.DataFrame, fields: Sequence[Field], unit: Sequence[str] | None = None) -> None:
    block = page.table(name, cut(table, fields), fields, unit)
    no_end(page.sheet, page.styles, block, table, fields)


def no_end(sheet: Worksheet, styles: Styles, block: Block, table: pd.DataFrame, fields: Sequence[Field]) -> None:
    """Say so where a time has no end: the cell would be blank otherwise."""
    style = styles.body("@", align="right", indent=1)
    for col, field in enumerate(fields):
        if field.header.startswith(SURVIVE):
            for row, months in enumerate(table[field.source], start=block.row + 1):
                if isinf(months):
                    sheet.write_string(row, block.col + col, NO_END, style)
