"""The template's first sheet: what the software answers, how to fill in the sheets, and what the colours mean."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from resilience_opt.case.schema import Record
from resilience_opt.case.sheets import (
    Attack,
    Demand,
    Event,
    Lane,
    Market,
    Material,
    Member,
    Offer,
    PriceBreak,
    Recipe,
    Scenario,
    Settings,
    ShareLimit,
    SourceLimit,
    Stockpile,
    Supplier,
    Survival,
)
from resilience_opt.case.template_styles import AMBER, GREY, NAVY, PALE, RULE, Styles
from resilience_opt.case.wording import plain

TITLE = "Resilient supply plan"
_FIRST, _LAST = 1, 3  #: columns B to D; A is the margin
_WIDTHS = (2.5, 23.0, 13.0, 106.0)
_LINE = 150  #: characters that fit in a line of B to D, and in D alone
_LINE_OF_D = 114
_POINTS = 15.5  #: height of a line

QUESTIONS = (
    "Which suppliers to contract in each year, for how much, and which new ones to qualify or help to grow.",
    "How much to keep in stock, where, and for whom.",
    "What it costs to depend less on one country, owner or supplier, and how much that dependence is today.",
    "How many months each market holds out in a crisis, and the cheapest plan that makes it long enough.",
)

STEPS = (
    "Fill in the four required sheets, with the dark tabs: Settings, Suppliers, Offers, Demand.",
    "Add the other sheets only where they matter to your question. A sheet that stays empty changes nothing.",
    "Hold the pointer over a header to read what the column means, in which unit, and what a blank cell says.",
    "Save under a name of your own and close the file. To list every mistake with its cell, run:  optimize check NEW.xlsx",
    "To compute the plan, run:  optimize NEW.xlsx   The answer is outputs/NEW-plan.xlsx, and NEW-plan.html for reading.",
)

#: In the order of filling in: what must be there, then what each further question needs.
SECTIONS: tuple[tuple[str, tuple[type[Record], ...]], ...] = (
    ("First: what must be there", (Settings, Supplier, Offer, Demand)),
    ("Then, if it matters: how supply works", (Material, Market, Recipe, Lane, PriceBreak, Stockpile, Member)),
    ("What may go wrong", (Scenario, Event, Attack)),
    ("What the plan must achieve", (ShareLimit, SourceLimit, Survival)),
)

HINTS = (
    ("Blank cells", "A blank cell means what the header's note says. It is not always zero: a blank Maximum change is no limit."),
    ("Shares", "Type 30% or 0.3. When you paste, paste fractions (0.3) or percentages: a bare 30 is read as 3000%."),
    ("Yes or no", "Type yes or no; true, false, 1 and 0 are understood as well."),
    ("Names", "Capitals and extra spaces do not matter. A drop-down offers the names that the other sheets declare so far."),
    ("Countries", "Any usual name or ISO code: South Korea, KR and Korea, Republic of are one country. NA is Namibia, not a blank."),
    ("unknown", "Type unknown where you do not know a country or an owner. It then counts towards every Maximum and towards no Minimum."),
    ("*", "In Lanes: every place."),
    ("abroad", "Every place outside the supplier's own country."),
    ("each", "One limit for every single place, country, owner or supplier, instead of one for all together."),
    ("Pasting", "Paste values only (Ctrl+Shift+V), so that drop-downs and formats stay."),
    ("Formulas", "Welcome, in cells that hold numbers. Save in Excel, so that their results are stored in the file."),
    ("More rows", "Type or paste right below a table and it grows. Blank rows are skipped; rows may be sorted in any way."),
    ("Your own sheets", "Sheets with other names are left alone: keep sources and working there. This file is only read, never changed."),
)


@dataclass
class _Page:
    """The guide while it is written, from top to bottom."""

    worksheet: Worksheet
    styles: Styles
    row: int = 1

    def line(self, text: str, height: float = _POINTS, **style: object) -> None:
        """A text across the page."""
        lines = 1 + len(text) // _LINE
        self.worksheet.set_row(self.row, height * lines)
        cell = self.styles.get(**{"text_wrap": True, "valign": "vcenter", "indent": 0 if "font_size" in style else 1, **style})
        self.worksheet.merge_range(self.row, _FIRST, self.row, _LAST, "", cell)
        self.worksheet.write_string(self.row, _FIRST, text, cell)
        self.row += 1

    def heading(self, text: str) -> None:
        """A heading with a rule below it, after an empty line."""
        self.row += 1
        self.line(text, height=20, bold=True, font_size=13, font_color=NAVY, bottom=2, bottom_color=NAVY)

    def entry(self, name: str, kind: str, text: str, link: str = "", **style: object) -> None:
        """A name, what sort it is, and a sentence."""
        body = {"valign": "vcenter", "indent": 1, "bottom": 1, "bottom_color": RULE}
        self.worksheet.set_row(self.row, _POINTS * (1 + len(text) // _LINE_OF_D) + 4)
        label = self.styles.get(bold=True, **{**body, **style})
        if link:
            self.worksheet.write_url(self.row, _FIRST, link, label, name)
        else:
            self.worksheet.write_string(self.row, _FIRST, name, label)
        self.worksheet.write_string(self.row, _FIRST + 1, kind, self.styles.get(font_color=GREY, **body))
        self.worksheet.write_string(self.row, _LAST, text, self.styles.get(text_wrap=True, **body))
        self.row += 1


def write_guide(worksheet: Worksheet, styles: Styles, title: str) -> None:
    """Write the guide; `title` heads it where it is given."""
    _set_up(worksheet)
    page = _Page(worksheet, styles)
    page.line(title or TITLE, height=30, bold=True, font_size=20, font_color=NAVY)
    page.line("A workbook for planning supply that is cheap, less dependent, and able to live through a crisis.", font_color=GREY)
    page.heading("What the software answers")
    for question in QUESTIONS:
        page.line(f"•  {question}")
    page.heading("How to use this workbook")
    for number, step in enumerate(STEPS, start=1):
        page.line(f"{number}.  {step}")
    page.heading("Colours")
    page.entry("Dark header or tab", "required", "Must be filled in.", bg_color=NAVY, font_color="#FFFFFF")
    page.entry("Pale header or tab", "optional", "May stay empty.", bg_color=PALE)
    page.entry("Amber cell", "missing", "A required cell in a row that was begun.", bg_color=AMBER)
    for heading, sheets in SECTIONS:
        page.heading(heading)
        for sheet in sheets:
            kind = "required" if sheet.REQUIRED else "optional"
            page.entry(sheet.SHEET, kind, plain(sheet.MEANING), link=f"internal:'{sheet.SHEET}'!A1", font_color="#0563C1", underline=1)
    page.heading("Filling in")
    for name, hint in HINTS:
        page.entry(name, "", hint)


def _set_up(worksheet: Worksheet) -> None:
    for position, size in enumerate(_WIDTHS):
        worksheet.set_column(position, position, size)
    worksheet.hide_gridlines(2)
    worksheet.set_tab_color("#7F7F7F")
    worksheet.set_paper(9)
    worksheet.set_portrait()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&A&CPage &P of &N&R&F")
