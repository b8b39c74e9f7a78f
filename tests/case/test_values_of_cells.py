"""What stands in a cell and what it is read as: percentages, numbers kept as texts, dates, yes and no, names in any width."""

from __future__ import annotations

import datetime
import decimal
import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from resilience_opt.case.build import read_case
from resilience_opt.case.coerce import Unfit, coerce
from resilience_opt.case.schema import Column
from tests.case.books import GOOD, faults, faults_in, read, warnings, write

NUMBER = Column("Capacity", "number", "", low=0)
SHARE = Column("Maximum", "share", "", low=0, high=1)
RATE = Column("Tariff", "share", "", low=0)
WHOLE = Column("Months", "whole", "", low=1, high=60)
YEAR = Column("Year", "year", "")
YESNO = Column("Open", "yesno", "")
CHOICE = Column("Kind", "choice", "", words=("all units", "incremental"))
NAME = Column("Supplier", "name", "")
TEXT = Column("Unit", "text", "")
NAMES = Column("Serves", "refers", "", to=("market",))
TO = Column("To", "refer", "", to=("market",), words=("abroad", "*"))

READ: list[tuple[Column, object, object]] = [
    (NUMBER, 7, 7.0),
    (NUMBER, 0, 0.0),
    (NUMBER, -1e-12, 0.0),  # computed cells miss a bound by rounding
    (NUMBER, 1e300, 1e300),
    (SHARE, 0.3, 0.3),
    (SHARE, "30%", 0.3),
    (SHARE, " 30 % ", 0.3),
    (SHARE, "\uff13\uff10\uff05", 0.3),  # in full width
    (SHARE, "30\u00a0%", 0.3),
    (SHARE, "12.5%", 0.125),
    (SHARE, "100%", 1.0),
    (SHARE, 1 + 1e-12, 1.0),
    (RATE, "250%", 2.5),
    (RATE, "+5%", 0.05),
    (WHOLE, 3.0, 3),
    (WHOLE, 2.9999999999999, 3),
    (YEAR, 2030.0, 2030),
    *((YESNO, value, True) for value in ("yes", "Yes", " YES ", "true", True, "TRUE", 1, 1.0, "1", "\uff39\uff25\uff33")),
    *((YESNO, value, False) for value in ("no", "No", "false", False, 0, 0.0, "0")),
    *((CHOICE, value, "all units") for value in ("all units", "All Units", "all_units", " all-units ", "ALL\u00a0UNITS")),
    (NAME, "  Dowa\u00a0 Zinc ", "Dowa Zinc"),
    (NAME, "\u3000\uff24\uff4f\uff57\uff41", "Dowa"),
    (NAME, "Do\u200bwa\ufeff", "Dowa"),
    (NAME, 7, "7"),
    (NAME, 7.0, "7"),
    (NAME, 7.5, "7.5"),
    (NAME, "007", "007"),
    (NAME, 1e15, "1000000000000000"),
    (NAME, True, "TRUE"),
    (NAME, datetime.datetime(2026, 5, 1), "2026-05-01"),
    (NAME, datetime.datetime(2026, 5, 1, 6, 30), "2026-05-01 06:30:00"),
    (NAME, datetime.time(6, 30), "06:30:00"),
    (TEXT, " kg \n", "kg"),
    (NAMES, " Tokyo ;Osaka; ", ("Tokyo", "Osaka")),
    (NAMES, 7, ("7",)),
    (TO, "ABROAD ", "abroad"),
    (TO, "*", "*"),
    (TO, "a broad", "a broad"),
]


def label(value: object) -> str:
    """A column by its kind, and a value as Python writes it."""
    return value.kind if isinstance(value, Column) else repr(value)


@pytest.mark.parametrize(("column", "value", "expected"), READ, ids=label)
def test_read_as(column: Column, value: object, expected: object) -> None:
    """The value in the column's type, and of that type: a whole number is an int, a share a float."""
    found = coerce(value, column)
    assert found == expected
    assert type(found) is type(expected)


AS_NUMBER = ", a text; type it as a number"
ALONE = "; type the number alone, without a sign or a unit beside it"
FORMAT = "; format the cell as a number"

REFUSED: list[tuple[Column, object, str]] = [
    *((NUMBER, text, f"'{text}'{AS_NUMBER}") for text in ("7", "1,000", "1 000", "1.000,5", "1'000", "7,5", "-7", "+7", "1e3", "2026")),
    (NUMBER, " 7\u00a0", f"'7'{AS_NUMBER}"),
    (NUMBER, "1\u00a0000", f"'1 000'{AS_NUMBER}"),
    (NUMBER, "1\u202f000", f"'1 000'{AS_NUMBER}"),
    (NUMBER, "\uff17", f"'7'{AS_NUMBER}"),
    *((NUMBER, text, f"'{text}'{ALONE}") for text in ("30%", "$5", "5 t", "USD 5", "~7", "5 t/a", "\N{EURO SIGN} 1.000")),
    *((NUMBER, text, f"'{text}'") for text in ("n/a", "-", "nan", "inf", "see note 3", "approx.", "?")),
    (NUMBER, True, "TRUE"),
    (NUMBER, -1, "-1"),
    (NUMBER, -0.25, "-0.25"),
    (NUMBER, datetime.datetime(2026, 5, 1), f"the date 2026-05-01{FORMAT}"),
    (NUMBER, datetime.date(2026, 5, 1), f"the date 2026-05-01{FORMAT}"),
    (NUMBER, datetime.datetime(2026, 5, 1, 6, 30), f"the date 2026-05-01 06:30:00{FORMAT}"),
    (NUMBER, datetime.time(6, 30), f"the time 06:30:00{FORMAT}"),
    (NUMBER, datetime.timedelta(hours=30), f"the time 1 day, 6:00:00{FORMAT}"),
    (YEAR, datetime.datetime(1905, 7, 18), f"the date 1905-07-18{FORMAT}"),
    (YEAR, "FY2026", "'FY2026'" + ALONE),
    (SHARE, "0.3", f"'0.3'{AS_NUMBER}"),
    (SHARE, "0,3", f"'0,3'{AS_NUMBER}"),
    (SHARE, "12,5%", f"'12,5%'{AS_NUMBER}"),
    (SHARE, "130%", "'130%'"),
    (SHARE, "-5%", "'-5%'"),
    (SHARE, 30, "30; type 30% or 0.3 for 30 per cent"),
    (SHARE, 2.5, "2.5; type 2.5% or 0.025 for 2.5 per cent"),
    (SHARE, 101, "101"),
    (RATE, -0.1, "-0.1"),
    (WHOLE, 2.5, "2.5"),
    (WHOLE, 0, "0"),
    (WHOLE, 61, "61"),
    (YESNO, "Y", "'Y'"),
    (YESNO, 2, "2"),
    (CHOICE, "increment", "'increment'; did you mean 'incremental'?"),
    (NAMES, " ; ", "';'"),
]


@pytest.mark.parametrize(("column", "value", "found"), REFUSED, ids=label)
def test_refused(column: Column, value: object, found: str) -> None:
    """What a cell holds that its column does not take, quoted as it is seen in Excel, with the way to mend it where there is one."""
    with pytest.raises(Unfit) as caught:
        coerce(value, column)
    assert str(caught.value).partition(", but it is ")[2] == found


@pytest.mark.parametrize("column", [NUMBER, SHARE, WHOLE, YEAR, YESNO, CHOICE, NAME, TEXT, NAMES, TO], ids=lambda column: column.kind)
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, decimal.Decimal("nan"), decimal.Decimal("sNaN")], ids=str)
def test_not_a_number_is_no_value(column: Column, value: object) -> None:
    """NaN, and what is beyond all numbers, is neither a name nor a number nor a blank."""
    with pytest.raises(Unfit, match="but it is not a finite number$"):
        coerce(value, column)


def test_what_pandas_puts_for_a_blank_is_no_name() -> None:
    """NaT and NA, from a row added in Python."""
    pandas = pytest.importorskip("pandas")
    for value in (pandas.NaT, pandas.NA):
        with pytest.raises(Unfit, match="but it is not a finite number$"):
            coerce(value, NAME)


def formatted(tmp_path: Path, *cells: tuple[str, str, Any, str]) -> Path:
    """The good book with cells (sheet, cell, value, format of the number) put in by openpyxl."""
    book = openpyxl.load_workbook(write(tmp_path / "book.xlsx", GOOD))
    for sheet, cell, value, number_format in cells:
        book[sheet][cell].value = value
        book[sheet][cell].number_format = number_format
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_formats_of_numbers_do_not_change_them(tmp_path: Path) -> None:
    """30% is 0.3, 1,234.50 with its separators is a number, and so is one in red brackets or with a currency."""
    case = read_case(
        formatted(
            tmp_path,
            ("Share limits", "G2", 0.3, "0%"),
            ("Lanes", "D2", 0.125, "0.0%"),
            ("Offers", "C2", 1234.5, "#,##0.00"),
            ("Offers", "D2", 300, '"$"#,##0;[Red]("$"#,##0)'),
            ("Offers", "C3", 7, '0" t/a"'),
            ("Settings", "B2", 2026, "0"),
        )
    )
    assert (case.share_limits[0].maximum, case.lanes[0].tariff, case.settings.first_year) == (0.3, 0.125, 2026)
    assert [(o.capacity, o.unit_cost) for o in case.offers[:2]] == [(1234.5, 300), (7, 400)]


def test_dates_in_cells_of_numbers(tmp_path: Path) -> None:
    """A number that Excel shows as a date or a time is a date or a time, and how to mend it is said."""
    path = formatted(
        tmp_path,
        ("Settings", "B2", 2026, "yyyy-mm-dd"),
        ("Offers", "C2", 46143, "yyyy-mm-dd"),
        ("Offers", "D2", 0.25, "hh:mm"),
        ("Offers", "D3", -1, "yyyy-mm-dd"),
    )
    assert faults_in(path) == [
        f"Settings!B2: First year must be a year such as 2030, but it is the date 1905-07-18{FORMAT}",
        f"Offers!C2: Capacity must be a number of at least 0, but it is the date 2026-05-01{FORMAT}",
        f"Offers!D2: Unit cost must be a number of at least 0, but it is the time 06:00:00{FORMAT}",
        f"Offers!D3: Unit cost must be a number of at least 0, but it is the date 1899-12-29{FORMAT}",
    ]


def test_numbers_kept_as_texts(tmp_path: Path) -> None:
    """A text is no number, however much it looks like one; as a share, only with its sign."""
    assert faults(tmp_path, {"Offers!C2": "1,000", "Offers!C3": "1 000", "Lanes!D2": "30%", "Share limits!G2": "0.3"}) == [
        f"Offers!C2: Capacity must be a number of at least 0, but it is '1,000'{AS_NUMBER}",
        f"Offers!C3: Capacity must be a number of at least 0, but it is '1 000'{AS_NUMBER}",
        f"Share limits!G2: Maximum must be a share from 0 to 1, but it is '0.3'{AS_NUMBER}",
    ]


def test_numbers_and_truth_values_as_names(tmp_path: Path) -> None:
    """A scenario called 7 is the same whether its cell holds a number or a text; one called TRUE likewise."""
    for first, second, third, name in ((7, "7", 7.0, "7"), (True, "true", "TRUE", "TRUE"), (2026.5, "2026.5", 2026.5, "2026.5")):
        case = read(tmp_path, {"Scenarios!A2": first, "Events!A2": second, "Survival!A2": third})
        assert (case.scenarios[0].scenario, case.events[0].scenario, case.survival[0].scenario) == (name, name, name)


def test_blanks_and_widths_of_names(tmp_path: Path) -> None:
    """Blanks around and within, full width, signs of no width and case do not count; cells of blanks alone are blank."""
    changes = {
        "Scenarios!A2": "\u3000\uff25mbargo\u00a0", "Events!A2": "embargo", "Survival!A2": "Em\u200bbargo ", "Offers!A2": "\ufeffchalco", "Offers!B2": "GALLIUM\t",
        "Offers!E2": "\u200b", "Offers!E3": " \u00a0", "Offers!F2": "\u2003\u200b", "Offers!F4": "\u3000", "Demand!A2": "\uff34\uff4f\uff4b\uff59\uff4f", "Groups!B3": "Dowa\n",
    }  # fmt: skip
    assert warnings(tmp_path, changes) == []
    assert read(tmp_path, changes) == read(tmp_path, {})
