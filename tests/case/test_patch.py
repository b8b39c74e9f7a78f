"""A copy of a workbook in which a few cells hold other values: they do, all else is as it was, and the source is only read."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from resilience_opt.case.build import read_case
from resilience_opt.case.container import read_container
from resilience_opt.case.patch import Change, NewRow, patched
from resilience_opt.case.workbook import read_book
from resilience_opt.errors import InputError
from tests.case.books import GOOD, changed, write
from tests.case.patching import all_values, bare, part_of, parts_of, rich, values, worksheet

OFFERS = f"xl/worksheets/sheet{list(GOOD).index('Offers') + 1}.xml"
TABLE = f"xl/tables/table{list(GOOD).index('Offers') + 1}.xml"

TOLD = ("filename", "date_time", "compress_type", "comment", "create_system", "internal_attr", "external_attr")  #: of a part by the zip


def cell_text(xml: bytes, cell: str) -> bytes:
    """The whole element of a cell as XlsxWriter or the patch writes it."""
    found = re.search(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % cell.encode(), xml)
    assert found is not None
    return found.group()


def test_nothing_but_the_cell_changes(tmp_path: Path) -> None:
    """Every part but the worksheet is the same to the byte, and of the worksheet every byte outside the cell, in a zip of the same order and kind."""
    source = rich(tmp_path / "book.xlsx")
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Offers", "C2", 77.25)])
    before, after = parts_of(source), parts_of(copy)
    assert [name for name in before if before[name] != after[name]] == [OFFERS]  # XlsxWriter asks for a full computation itself
    assert before[OFFERS].split(cell_text(before[OFFERS], "C2")) == after[OFFERS].split(cell_text(after[OFFERS], "C2"))
    assert {"xl/charts/chart1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/styles.xml", TABLE} < set(before)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy) as new:
        assert [[getattr(i, name) for name in TOLD] for i in new.infolist()] == [
            [getattr(i, name) for name in TOLD] for i in old.infolist()
        ]
        assert new.testzip() is None and new.comment == old.comment


def test_the_zip_is_packed_as_it_was(tmp_path: Path) -> None:
    """Packed or stored, dates, comments, and what other systems note of a part; the sizes of a streamed part are told anew."""
    stamp, sizes = struct.pack("<HHBI", 0x5455, 5, 1, 1_000_000_000), struct.pack("<HHQQ", 1, 16, 1, 1)
    stream = io.BytesIO()
    stream.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(rich(tmp_path / "plain.xlsx")) as plain, zipfile.ZipFile(stream, "w") as archive:
        archive.comment = b"of the planner"
        for number, name in enumerate(plain.namelist()):
            entry = zipfile.ZipInfo(name, (1990 + number, 1, 2, 3, 4, 6))
            entry.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            entry.create_system, entry.comment, entry.extra = number % 4, str(number).encode(), sizes + stamp if number % 3 else b""
            archive.writestr(entry, plain.read(name))
            entry.external_attr = number % 2 << 16
    (tmp_path / "book.xlsx").write_bytes(stream.getvalue())
    copy = patched(tmp_path / "book.xlsx", tmp_path / "copy.xlsx", [Change("Offers", "C2", 1)])
    with zipfile.ZipFile(tmp_path / "book.xlsx") as old, zipfile.ZipFile(copy) as new:
        assert new.testzip() is None and new.comment == b"of the planner"
        for before, after in zip(old.infolist(), new.infolist(), strict=True):
            assert [getattr(before, name) for name in TOLD] == [getattr(after, name) for name in TOLD]
            assert (before.extra, after.extra) == ((sizes + stamp, stamp) if before.extra else (b"", b""))


def test_the_case_is_that_of_a_workbook_changed_by_hand(tmp_path: Path) -> None:
    """What the reader makes of the copy is what it makes of a workbook that was filled in so from the start."""
    edits: dict[str, Any] = {"Offers!C2": 77.25, "Offers!E3": 0.25, "Settings!B3": 2027, "Groups!B3": "Fab", "Stockpiles!F2": None}
    source = rich(tmp_path / "book.xlsx")
    copy = patched(source, tmp_path / "copy.xlsx", [Change(*where.split("!"), value) for where, value in edits.items()])
    wanted = read_case(write(tmp_path / "wanted" / "copy.xlsx", changed(edits)))
    assert read_case(copy) == wanted != read_case(source)
    assert all_values(copy)["Offers"] == {**all_values(source)["Offers"], "C2": 77.25, "E3": 0.25}
    page = openpyxl.load_workbook(copy)["Offers"]
    assert page["E3"].number_format == "0.0%" and page["C2"].font.bold
    assert page.data_validations.dataValidation[0].formula1 == '"Gallium,Wafer"'
    assert len(page.conditional_formatting) == 2 and page["C2"].comment.text.startswith("From the operator")


def test_a_row_more_is_in_the_table(tmp_path: Path) -> None:
    """A new offer stands below the last one, with its formats, in the table; nothing but sheet and table change, and the case has the offer."""
    source = rich(tmp_path / "book.xlsx")
    copy = patched(source, tmp_path / "copy.xlsx", [NewRow("Offers", {"A": "Dowa", "B": "Wafer", "C": 12, "D": 250, "E": 0.5})])
    before, after = parts_of(source), parts_of(copy)
    assert [name for name in before if before[name] != after[name]] == [OFFERS, TABLE]
    assert before[TABLE].count(b'"A1:F4"') == 2 and before[TABLE].replace(b'"A1:F4"', b'"A1:F5"') == after[TABLE]
    assert b'<dimension ref="A1:F4"/>' in before[OFFERS] and b'<dimension ref="A1:F5"/>' in after[OFFERS]
    wanted = changed({"Offers+": ["Dowa", "Wafer", 12, 250, 0.5, None]})
    assert read_case(copy) == read_case(write(tmp_path / "wanted" / "copy.xlsx", wanted))
    page = openpyxl.load_workbook(copy)["Offers"]
    assert page["C5"].font.bold and page["E5"].number_format == "0.0%" and page["A5"].style_id == page["A4"].style_id


VALUES = [
    0, -3, 2026, 0.3, 1 / 3, 1e-7, 1.5e300, 120.0, True, False, "=1+1", "+A1", "a & b <c> \"d\" 'e' ]]>", "  two  ", "one\ntwo\tthree\rfour",
    "金属 é 🙂", "_x0041_", "a_x000D_b_x0041_c", "007", "1e5", "TRUE", "#N/A", "yes", "<v>1</v>", "x" * 32767,
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_a_value_is_read_back_as_it_is(tmp_path: Path, value: Any) -> None:
    """Numbers to the last digit, texts to the last sign: none becomes a formula, an error or another text."""
    copy = patched(rich(tmp_path / "book.xlsx"), tmp_path / "copy.xlsx", [Change("Offers", "C2", value)])
    cell = openpyxl.load_workbook(copy)["Offers"]["C2"]
    assert (cell.value, type(cell.value) is bool) == (value, type(value) is bool)
    assert cell.data_type == ("b" if isinstance(value, bool) else "s" if isinstance(value, str) else "n")
    line = read_book(read_container(copy)).grids["Offers"].lines[0]
    assert line.cells["capacity"] == value or value == "#N/A"


@pytest.mark.parametrize("value", [None, ""])
def test_a_blanked_cell_keeps_its_format(tmp_path: Path, value: Any) -> None:
    """A blank is a cell without a value; a cell that is not there is not made for it."""
    copy = patched(rich(tmp_path / "book.xlsx"), tmp_path / "copy.xlsx", [Change("Offers", "C2", value), Change("Offers", "Z9", value)])
    assert re.fullmatch(rb'<c r="C2" s="\d+"/>', cell_text(part_of(copy, OFFERS), "C2"))
    assert b"Z9" not in part_of(copy, OFFERS)
    assert "C2" not in values(copy, "Offers")


def test_no_changes_and_the_same_changes(tmp_path: Path) -> None:
    """Without changes the copy is the source to the byte, and the same changes give the same bytes whatever the copy's name."""
    source = rich(tmp_path / "book.xlsx")
    assert patched(source, tmp_path / "same.xlsx", []).read_bytes() == source.read_bytes()
    changes = [Change("Offers", "C2", 1), NewRow("Groups", {"A": "Bloc", "B": "Fab"})]
    copies = [patched(source, tmp_path / folder / name, changes).read_bytes() for folder, name in (("a", "b.xlsx"), ("c", "d.xlsx"))]
    assert copies[0] == copies[1] != source.read_bytes()


def test_of_two_changes_of_a_cell_the_last_holds(tmp_path: Path) -> None:
    """Changes are made in their order, new rows among them: a row that has been added can be changed and continued."""
    rows: list[Change | NewRow] = [
        Change("Data", "A3", 1),
        NewRow("Data", {"A": 2}),
        Change("Data", "A4", 3),
        Change("Data", "A5", 4),
        NewRow("Data", {"A": 5}),
    ]
    copy = patched(bare(tmp_path / "book.xlsx", worksheet("")), tmp_path / "copy.xlsx", [*rows, Change("Data", "A3", 9)])
    assert values(copy) == {"A3": 9, "A4": 3, "A5": 4, "A6": 5}


def test_the_source_is_never_the_target(tmp_path: Path) -> None:
    """Neither by its name, nor by another path, a link or a second name of the file; its bytes and its date stay."""
    source = rich(tmp_path / "book.xlsx")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.xlsx").symlink_to(source)
    os.link(source, tmp_path / "twin.xlsx")
    before = source.read_bytes(), source.stat().st_mtime_ns
    source.chmod(0o444)
    for target in (source, str(source), tmp_path / "folder" / ".." / "book.xlsx", tmp_path / "link.xlsx", tmp_path / "twin.xlsx"):
        with pytest.raises(InputError, match="the copy would take the place of the workbook itself"):
            patched(source, target, [Change("Offers", "C2", 1)])
    patched(tmp_path / "link.xlsx", tmp_path / "copy.xlsx", [Change("Offers", "C2", 1)])
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "copy.xlsx", "folder", "link.xlsx", "twin.xlsx"]


def test_a_copy_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure in writing leaves the old copy and nothing beside it."""
    source = rich(tmp_path / "book.xlsx")
    copy = patched(source, tmp_path / "copy.xlsx", [Change("Offers", "C2", 1)])
    old = copy.read_bytes()
    with monkeypatch.context() as patch, pytest.raises(OSError, match="disk full"):
        patch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        patched(source, copy, [Change("Offers", "C2", 2)])
    with pytest.raises(InputError):
        patched(source, copy, [Change("Offers", "C2", float("nan"))])
    assert copy.read_bytes() == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "copy.xlsx"]
    assert values(patched(source, copy, [Change("Offers", "C2", 2)]), "Offers")["C2"] == 2
    assert copy.stat().st_mode == source.stat().st_mode
