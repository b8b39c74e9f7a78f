"""The first sheet: what differs in sentences, the figures side by side, the way from cost to cost, and where to read on."""

from __future__ import annotations

import math
from collections.abc import Mapping

from xlsxwriter import Workbook

from resilience_opt import __version__
from resilience_opt.report import charts
from resilience_opt.report.charts import Block
from resilience_opt.report.compare.sentences import sentences
from resilience_opt.report.compare.sheets import TABLES
from resilience_opt.report.compare.shown import Shown
from resilience_opt.report.compare.waterfall import Way, waterfall, way
from resilience_opt.report.compare.writing import signed_format, to_the_cent
from resilience_opt.report.page import COLUMNS, FIRST, OTHER, Page
from resilience_opt.report.sentences import counted, listed
from resilience_opt.report.styles import PALE, number_format, rounded, with_unit
from resilience_opt.report.tables import print_setup

SUMMARY = "Summary"
_ROW_PIXELS = 20
_INDEX = 1  #: column of the index's first entry
_HEADERS = ("Step", "Amount", "Could be off by", "Changed inputs", "Cost reached", "Below", "Cost", "More", "Less")
_PAGE = 50  #: rows of a printed page
_FAINT = {"font_color": "#7F7F7F"}
_DRAWN = 4  #: column after which the cells are there for the chart


def write(book: Workbook, shown: Shown, page: Page) -> None:
    """Write the sheet, which must be made before the others."""
    sheet = page.sheet
    sheet.set_column(0, 0, FIRST)
    sheet.set_column(1, COLUMNS - 1, OTHER)
    first, others, breaks = shown.names[0], shown.names[1:], [0]
    page.title(f"{first} compared with {listed(others)}")
    page.line(f"Amounts in {shown.currency}, discounted", font_size=11, italic=True)
    for name in others:
        page.line(" ".join(sentences(shown, name)))
    for name, faults in shown.explanations.items():
        page.heading(f"Why '{name}' has no plan: these rows cannot hold together")
        for fault in faults:
            page.line(str(fault), font_size=11)
    side_by_side(page, shown)
    for name in others:
        top = page.row
        way_of_costs(book, page, shown, name)
        if page.row - breaks[-1] > _PAGE:
            breaks.append(top + 1)
    if shown.notes:
        page.heading("What could not be compared, and how the bridges were made")
        for note in shown.notes:
            page.line(note, font_size=11)
    page.heading("Where to read on")
    for table in TABLES:
        rows = len(table.source(shown))
        if rows:
            page.link(_INDEX, table.name, table.shows, counted(rows, "row"))
    page.heading("What was compared")
    for row in shown.sources.to_dict("records"):
        digest = f", SHA-256 {row['sha256'][:12]}…" if row["sha256"] else ""
        page.pair(str(row["name"]), f"{row['input']}{digest}" + (f", model {row['model']}" if row["model"] else ""))
    page.pair("Version of resilience_opt", __version__)
    print_setup(sheet)
    sheet.set_h_pagebreaks(breaks[1:])
    sheet.activate()


def side_by_side(page: Page, shown: Shown) -> None:
    """One column a case; cells that differ from the first case's are in bold."""
    page.heading("Side by side")
    styles, sheet = page.styles, page.sheet
    for col, name in enumerate(("Figure", *shown.names)):
        sheet.write_string(page.row, col, name, styles.header())
    sheet.set_row(page.row, 15.5 * max(2, math.ceil(max(len(n) for n in shown.names) / (OTHER - 4))) + 3)
    page.row += 1
    for figure, values in zip(shown.table.index, shown.table.itertuples(index=False, name=None), strict=True):
        if figure.startswith(("why ", "cost: ")) and not any(isinstance(value, float) and value for value in values):
            continue
        sheet.write_string(page.row, 0, figure, styles.get(bg_color=PALE, indent=1))
        for col, value in enumerate(values, start=1):
            look = {"bold": col > 1 and value != values[0], "align": "right", "indent": 1}
            if isinstance(value, (int, float)) and math.isfinite(value):
                number = figure_format(figure, shown.currency, shown.units)
                sheet.write_number(page.row, col, rounded(value), styles.get(num_format=number, **look))
            elif isinstance(value, str):
                sheet.write_string(page.row, col, value, styles.get(**look))
        page.row += 1


def figure_format(figure: str, currency: str, units: Mapping[str, str]) -> str:
    """Number format of a figure of the table side by side."""
    if figure in ("objective", "bound") or figure.startswith("cost: "):
        return number_format("money", "", currency)
    if figure == "gap":
        return "0.0000%"
    if "share" in figure:
        return "0.0%"
    return with_unit("") if figure.startswith(("stock, ", "least cover")) else "#,##0"


def way_of_costs(book: Workbook, page: Page, shown: Shown, name: str) -> None:
    """The steps from the first cost to another, their chart, and the difference by kind of cost."""
    own = shown.bridge_by_kind[shown.bridge_by_kind["case"] == name]
    if own.empty:
        return
    first = shown.names[0]
    before, after = (round(math.fsum(own[side]), shown.decimals) for side in ("before", "after"))
    causes = shown.bridge[shown.bridge["case"] == name]
    if causes.empty:  # the inputs are not known: the steps are kinds of cost
        causes = own.rename(columns={"kind": "cause", "difference": "amount"}).assign(uncertain=float("nan"), inputs=0)
        by = "by kind of cost"
    else:
        by = "by cause"
    page.heading(f"From the cost of '{first}' to that of '{name}', {by} ({shown.currency})")
    steps = way(causes, (first, before), (name, after))
    block = _steps(page, shown, steps)
    if not (causes["amount"] != 0).any():
        return
    chart = waterfall(book, block, steps, f"From '{first}' to '{name}', {by}", shown.currency)
    page.sheet.insert_chart(page.row, 0, chart, {"object_position": 2, "x_offset": 6, "y_offset": 6})
    page.row += charts.HEIGHT // _ROW_PIXELS + 1


def _steps(page: Page, shown: Shown, steps: Way) -> Block:
    """The steps as cells, the last of which say what the chart draws."""
    styles, sheet, top = page.styles, page.sheet, page.row
    cash, signed = to_the_cent("", shown.decimals), signed_format("money", "", "", shown.decimals)
    looks = [signed, cash, "#,##0", cash, cash, cash, cash, cash]
    sheet.set_row(top, 34)
    for col, header in enumerate(_HEADERS):
        sheet.write_string(top, col, header, styles.header())
    for row, values in enumerate(steps.frame.itertuples(index=False, name=None), start=top + 1):
        whole = not math.isnan(values[6])
        sheet.write_string(row, 0, values[0], styles.get(bg_color=PALE, indent=1, bold=whole))
        for col, (value, look) in enumerate(zip(values[1:], looks, strict=True), start=1):
            style = styles.get(num_format=look, align="right", indent=1, bold=whole and col == _DRAWN, **(_FAINT if col > _DRAWN else {}))
            if math.isfinite(value):
                sheet.write_number(row, col, round(value, shown.decimals), style)
            elif math.isinf(value):
                sheet.write_string(row, col, "not known", style)
    page.row = top + len(steps.frame) + 1
    return Block(sheet.get_name(), top, 0, len(steps.frame), len(_HEADERS))
