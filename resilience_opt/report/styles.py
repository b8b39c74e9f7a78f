"""How the report looks: colours, fonts and number formats with their units."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format

from resilience_opt.case.template_formats import Formats

NAVY, PALE, AMBER, RED, GREEN, GREY, RULE = "#1F3864", "#D9E2F0", "#FFE699", "#F8CBAD", "#E2EFDA", "#595959", "#BFBFBF"

#: Colours of series that must be told apart, also in grey and by the colour-blind (Okabe and Ito's, darkest first).
SERIES = ("#1F3864", "#E69F00", "#56B4E9", "#009E73", "#D55E00", "#CC79A7", "#999999", "#F0E442")

#: Significant digits of every number in the report: beyond them the same plan may differ between machines.
DIGITS = 12

_FIXED = {
    "text": "@",
    "sentence": "@",
    "yes or no": "@",
    "year": "0",
    "whole": "#,##0",
    "share": "0.0%",
    "months": '[=1]0" month";0" months"',
    "cover": '0.0" months"',
    "small": "0.0E+00",
    "gap": "0.0000%",
    "change": '+0.0%;-0.0%;"–"',
    "points": "#,##0.00",
}
_LONGEST_UNIT = 60  #: characters; Excel refuses a number format of more than 255


def rounded(value: float) -> float:
    """The number with `DIGITS` significant digits, and without a negative zero."""
    return float(f"{value:.{DIGITS}g}") + 0.0


def with_unit(unit: str, decimals: int = 2) -> str:
    """Number format of a quantity: grouped, small ones with decimals, each followed by its unit."""
    clean = "".join(c for c in unit if c.isprintable() and c not in '"\\')[:_LONGEST_UNIT]
    tail = f'" {clean}"' if clean else ""
    return f'[=0]"–";[<100]#,##0.{"0" * decimals}{tail};#,##0{tail}'


def number_format(kind: str, unit: str, currency: str) -> str:
    """Number format of a cell, from what it holds (see :class:`resilience_opt.report.tables.Field`).

    `unit` is that of the row's material; it is of no effect where the kind has none.
    """
    if kind == "difference":
        tail = with_unit(currency).rpartition("0")[2]
        return f'+#,##0{tail};-#,##0{tail};"–"'
    units = {"quantity": unit, "capacity": f"{unit}/year", "money": currency, "unit cost": f"{currency}/{unit}"}
    return with_unit(units[kind]) if kind in units else _FIXED[kind]


class Styles(Formats):
    """The cell formats of the report."""

    def header(self) -> Format:
        """Header of a table."""
        return self.get(bold=True, text_wrap=True, valign="vcenter", border=1, border_color=RULE, bg_color=NAVY, font_color="#FFFFFF")

    def heading(self) -> Format:
        """Heading of a part of the summary."""
        return self.get(bold=True, font_size=13, font_color=NAVY, bottom=2, bottom_color=NAVY)

    def body(self, num_format: str, *, align: str = "right", **more: Any) -> Format:
        """A cell of a table."""
        return self.get(num_format=num_format, align=align, valign="top", **more)
