"""Files that are not workbooks, or not whole, or not safe to open: each refused in one sentence."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from resilience_opt.case import container
from resilience_opt.case.build import read_case
from tests.case.books import GOOD, changed, faults_in, write

SECTOR = 512


def ole2(stream: str, content: bytes) -> bytes:
    """An OLE2 compound file (the container of .xls, .doc and of encrypted .xlsx) that holds one stream, as [MS-CFB] lays it out.

    Sector 0 is the allocation table, sector 1 the directory, and the stream follows.
    """
    content = content.ljust(4096, b"\0")  # shorter streams stand elsewhere
    count = -(-len(content) // SECTOR)
    end, free, table = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<108I", *[free] * 108)
    chain = [table, end, *range(3, count + 2), end]

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return (
            text.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(text), kind, 1, free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, free, 2, len(content)) + bytes(256)
    return header + struct.pack("<128I", *chain, *[free] * (128 - len(chain))) + directory + content


def zipped(*parts: str) -> bytes:
    """A zip archive with these parts, as an office program would leave it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return data.getvalue()


BIFF8 = struct.pack("<HHHHHHI", 0x0809, 16, 0x0600, 5, 0, 1997, 0)  #: how the stream of an Excel 97 workbook begins

KINDS: dict[str, tuple[bytes, str]] = {
    "empty.xlsx": (b"", "the file is empty, not a workbook"),
    "table.csv": (b"a,b\n1,2\n", "the file is not a workbook: it is plain text, such as CSV; open it in Excel and save it as .xlsx"),
    "long.csv": (("a" + "é" * 5000).encode(), "the file is not a workbook: it is plain text, such as CSV; open it in Excel and save it as .xlsx"),
    "table.xlsx": ("Land;Größe\n".encode("latin-1"), "the file is not a workbook"),
    "page.xls": (b"\xef\xbb\xbf <HTML><table></table>", "the file is not a workbook: it is a web page; open it in Excel and save it as .xlsx"),
    "book.xml": (b'<?xml version="1.0"?><Workbook/>', "the file is not a workbook: it is an XML text; open it in Excel and save it as .xlsx"),
    "paper.pdf": (b"%PDF-1.7\n", "the file is not a workbook: it is a PDF"),
    "photo.png": (b"\x89PNG\r\n\x1a\n\0\0", "the file is not a workbook"),
    "old.xls": (ole2("Workbook", BIFF8), "the file is an old .xls workbook; save it as .xlsx"),
    "older.xls": (ole2("Book", BIFF8), "the file is an old .xls workbook; save it as .xlsx"),
    "old.doc": (ole2("WordDocument", b""), "the file is not a workbook but another, older Office file; save it as .xlsx"),
    "secret.xlsx": (ole2("EncryptedPackage", bytes(64)), "the file is encrypted: open it in Excel, remove the password and save it as .xlsx"),
    "binary.xlsb": (zipped("[Content_Types].xml", "xl/workbook.bin"), "the file is not a workbook that can be read: it is an .xlsb workbook; save it as .xlsx"),
    "text.docx": (zipped("[Content_Types].xml", "word/document.xml"), "the file is not a workbook that can be read: it is a Word document"),
    "talk.pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "the file is not a workbook that can be read: it is a PowerPoint presentation"),
    "book.ods": (zipped("mimetype", "content.xml"), "the file is not a workbook that can be read: it is an OpenDocument file; save it as .xlsx"),
    "book.numbers": (zipped("Index/Document.iwa"), "the file is not a workbook that can be read: it is a document of Apple Numbers, Pages or Keynote; export it as .xlsx"),
    "things.zip": (zipped("a.txt"), "the file is not a workbook but another zip archive"),
    "broken.xlsx": (b"PK\x03\x04 broken", "the file is damaged: it cannot be unpacked as a workbook"),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_other_kinds_of_file(tmp_path: Path, name: str) -> None:
    """No parser sees a file that is not a workbook, and its kind is said whatever its name."""
    content, sentence = KINDS[name]
    (tmp_path / name).write_bytes(content)
    assert faults_in(tmp_path / name) == [sentence]
    (tmp_path / "book.xlsx").write_bytes(content)
    assert faults_in(tmp_path / "book.xlsx") == [sentence]


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    """What is not there, and what is no file."""
    assert faults_in(tmp_path / "no.xlsx") == [f"there is no such file in {tmp_path}"]
    assert faults_in(tmp_path) == ["the file is a folder, not a workbook"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_pipe(tmp_path: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert faults_in(tmp_path / "pipe.xlsx") == ["the file is a device or a pipe, not a workbook"]


def test_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is passed on."""
    path = write(tmp_path / "book.xlsx", GOOD)

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert faults_in(path) == ["the file cannot be read: Permission denied"]


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_truncated_workbook(tmp_path: Path, share: float) -> None:
    """A download that broke off anywhere is damaged, not a smaller plan."""
    whole = write(tmp_path / "whole.xlsx", GOOD).read_bytes()
    (tmp_path / "book.xlsx").write_bytes(whole[: int(len(whole) * share)])
    assert faults_in(tmp_path / "book.xlsx") == ["the file is damaged: it cannot be unpacked as a workbook"]


def rezipped(path: Path, change: Callable[[str, bytes], bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """The good book with its parts changed; None leaves a part out."""
    source = write(path.with_name("source.xlsx"), GOOD)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", compression) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def test_flipped_bits(tmp_path: Path) -> None:
    """A part that no longer has its checksum is not read."""
    data = bytearray(rezipped(tmp_path / "book.xlsx", lambda _, part: part, zipfile.ZIP_STORED).read_bytes())
    data[data.index(b"Chalco")] ^= 1
    (tmp_path / "book.xlsx").write_bytes(data)
    assert faults_in(tmp_path / "book.xlsx") == ["the file is damaged: it cannot be unpacked as a workbook"]


ANEW = "open it in Excel and save it anew"
OFFERS = "xl/worksheets/sheet5.xml"


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("half a sheet", lambda n, c: c[: len(c) // 2] if n == OFFERS else c, f"the file is damaged: it cannot be read as a workbook (ParseError); {ANEW}"),
        ("no texts", lambda n, c: None if "sharedStrings" in n else c, f"the file is damaged: it cannot be read as a workbook (KeyError); {ANEW}"),
        ("no sheet", lambda n, c: None if n == OFFERS else c, f"the file is damaged: a sheet that it lists is not in it; {ANEW}"),
        (
            "strict",
            lambda n, c: c.replace(b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            "the file is a Strict Open XML workbook, which is not read; save it as an ordinary Excel Workbook (.xlsx)",
        ),
        (
            "rows without end",
            lambda n, c: c.replace(b'<row r="4"', b'<row r="99999999999"') if n == OFFERS else c,
            "the file is refused: its sheet 'Offers' spans more cells than a workbook can be meant to hold",
        ),
        (
            "an entity",
            lambda n, c: b'<!DOCTYPE x [<!ENTITY a "b">]>' + c if n == OFFERS else c,
            f"the file is refused: its part '{OFFERS}' declares a document type or entities, which no workbook needs",
        ),
        (
            "an entity in UTF-16",
            lambda n, c: '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16") if n == OFFERS else c,
            f"the file is refused: its part '{OFFERS}' declares a document type or entities, which no workbook needs",
        ),
        (
            "an unknown encoding",
            lambda n, c: b'<?xml version="1.0" encoding="EBCDIC-CP-US"?>' if n == OFFERS else c,
            f"the file is refused: its part '{OFFERS}' is written in an encoding that no workbook has",
        ),
        (
            "a bomb",
            lambda n, c: bytes(container.LARGE_PART_BYTES + 1) if n == OFFERS else c,
            f"the file is too large to be a workbook: '{OFFERS}' unpacks to 10 MB from next to nothing",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)  # fmt: skip
def test_spoilt_parts(tmp_path: Path, name: str, change: Callable[[str, bytes], bytes | None], sentence: str) -> None:
    """A workbook with a spoilt, missing or hostile part is refused whole, never read in part."""
    assert faults_in(rezipped(tmp_path / "book.xlsx", change)) == [sentence], name


def test_part_of_the_workbook_by_another_name(tmp_path: Path) -> None:
    """Some services write the list of sheets as workbook2.xml."""

    def rename(name: str, content: bytes) -> bytes:
        return content.replace(b"xl/workbook.xml", b"xl/Workbook2.xml")

    source = rezipped(tmp_path / "source2.xlsx", rename)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "book.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(
                name.replace("xl/workbook.xml", "xl/Workbook2.xml").replace("xl/_rels/workbook.xml", "xl/_rels/Workbook2.xml"),
                old.read(name),
            )
    assert read_case(tmp_path / "book.xlsx") == read_case(write(tmp_path / "plain" / "book.xlsx", GOOD))


def test_sheet_that_nobody_reads_may_be_spoilt(tmp_path: Path) -> None:
    """The cells of a sheet that the software does not know are not looked at."""
    path = write(tmp_path / "source.xlsx", changed({"Data": [["a"]]}))
    last = f"xl/worksheets/sheet{len(GOOD) + 1}.xml"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "book.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-40] if name == last else old.read(name))
    assert read_case(tmp_path / "book.xlsx") == read_case(write(tmp_path / "plain" / "book.xlsx", GOOD))


def test_limits_of_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is not unpacked, and one that unpacks to more than a workbook holds is not parsed."""
    path = write(tmp_path / "book.xlsx", GOOD)
    monkeypatch.setattr(container, "MAX_UNPACKED_BYTES", 20_000)
    with zipfile.ZipFile(path) as archive:
        size, parts = sum(part.file_size for part in archive.infolist()), len(archive.infolist())
    assert faults_in(path) == [
        f"the file is too large to be a workbook: it unpacks to {size / 1e6:.0f} MB in {parts} parts, where at most 0 MB are read"
    ]
    monkeypatch.setattr(container, "MAX_FILE_BYTES", 5_000)
    assert faults_in(path) == ["the file is too large to be a workbook: 0 MB, where at most 0 MB are read"]


def test_parts_with_a_password(tmp_path: Path) -> None:
    """A zip whose parts are encrypted says so in each of them."""
    data = bytearray(rezipped(tmp_path / "book.xlsx", lambda _, part: part).read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    (tmp_path / "book.xlsx").write_bytes(data)
    assert faults_in(tmp_path / "book.xlsx") == ["the file is encrypted: its parts have a password; save it without one"]


def test_the_input_is_not_written_to(tmp_path: Path) -> None:
    """The file's bytes stay, and their hash is known."""
    path = write(tmp_path / "book.xlsx", GOOD)
    before = path.read_bytes()
    assert read_case(path).book.sha256 == hashlib.sha256(before).hexdigest()
    assert path.read_bytes() == before
