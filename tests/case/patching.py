"""Workbooks to be patched: a rich one by XlsxWriter, and bare ones of hand-written XML; and what is in them part by part."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from tests.case.books import GOOD, Sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
    + "<cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
    + "".join(f'<xf numFmtId="{form}"/>' for form in (0, 9, 10, 2, 3))
    + '</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)  #: formats 1 and 2 are percentages
SHEET = "xl/worksheets/sheet1.xml"  #: the only sheet of a bare workbook


def rich(path: Path, sheets: Sheets = GOOD) -> Path:
    """A case that a planner has worked on: tables, drop-downs, notes, colours, formulas, frozen panes, and a sheet with a chart."""
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        percent, money = (
            book.add_format({"num_format": "0.0%", "bg_color": "#FFEECC"}),
            book.add_format({"num_format": "#,##0.00", "bold": True}),
        )
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            if len(rows) > 1:
                page.add_table(0, 0, len(rows) - 1, len(rows[0]) - 1, {"columns": [{"header": header} for header in rows[0]]})
            page.freeze_panes(1, 0)
        offers = book.get_worksheet_by_name("Offers")
        offers.write_column(1, 2, [row[2] for row in sheets["Offers"][1:]], money)
        offers.write_blank(1, 4, None, percent)
        offers.write_blank(2, 4, None, percent)
        offers.write_comment("C2", "From the operator's report")
        offers.data_validation("B2:B50", {"validate": "list", "source": ["Gallium", "Wafer"]})
        offers.conditional_format("C2:C50", {"type": "data_bar"})
        offers.conditional_format("D2:D50", {"type": "cell", "criteria": ">", "value": 350, "format": money})
        page = book.add_worksheet("Pictures")
        page.write("A1", "All of it")
        page.write_formula("B1", "=SUM(Offers!C2:C4)", money, 210)
        page.write_formula("B2", "=B1*2", None, 420)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Offers!$C$2:$C$4", "categories": "=Offers!$A$2:$A$4"})
        page.insert_chart("D2", chart)
    return path


def bare(path: Path, sheet: str | bytes, others: dict[str, str | bytes] | None = None, calculation: str = "", name: str = "Data") -> Path:
    """A workbook of one sheet, given by its XML, with whatever other parts a test is about.

    Parameters
    ----------
    others : by name; a part of a kind that the workbook uses is related to it (calcChain) or to the sheet (tables)
    calculation : what stands after the list of sheets
    """
    others = others or {}
    chain = "xl/calcChain.xml" in others
    tables = [part for part in others if part.startswith("xl/tables/")]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/><Override PartName="/{SHEET}" ContentType="{_KIND}.worksheet+xml"/>'
        + f'<Override ContentType="{_KIND}.calcChain+xml" PartName="/xl/calcChain.xml"/>' * chain
        + f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        + "".join(f'<Override PartName="/{part}" ContentType="{_KIND}.table+xml"/>' for part in tables)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:q="{_OFFICE}">'
        f'<sheets><sheet q:id="r1" name="{name}" sheetId="1"/></sheets>{calculation}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Target="/{SHEET}" Id="r1" Type="{_OFFICE}/worksheet"/>'
        + f'<Relationship Id="r0" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        + f'<Relationship Id="r2" Type="{_OFFICE}/calcChain" Target="calcChain.xml"/>' * chain
        + "</Relationships>",
        "xl/styles.xml": _STYLES,
        SHEET: sheet,
        **others,
    }  # fmt: skip
    if tables:
        relations = "".join(
            f'<Relationship Id="t{i}" Type="{_OFFICE}/table" Target="../tables/{Path(part).name}"/>' for i, part in enumerate(tables)
        )
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part, (2001, 2, 3, 4, 5, 6)), content)
    return path


def worksheet(rows: str, before: str = "", after: str = "") -> str:
    """The XML of a worksheet with these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def rows_of(path: Path, part: str = SHEET) -> str:
    """What stands between the tags of sheetData."""
    text = part_of(path, part).decode("utf-8")
    found = re.search(r"<(\w+:)?sheetData(?:/>|>(.*)</(\w+:)?sheetData>)", text, re.DOTALL)
    assert found is not None
    return found.group(2) or ""


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a workbook, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part_of(path: Path, name: str) -> bytes:
    return parts_of(path)[name]


def values(path: Path, sheet: str = "Data", formulas: bool = True) -> dict[str, Any]:
    """Every cell of a sheet with something in it, as openpyxl reads it."""
    page = openpyxl.load_workbook(path, data_only=not formulas)[sheet]
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


def all_values(path: Path) -> dict[str, dict[str, Any]]:
    """The same of every sheet."""
    return {sheet.title: values(path, sheet.title) for sheet in openpyxl.load_workbook(path, read_only=True).worksheets}
