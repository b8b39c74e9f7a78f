"""Is the file a workbook at all? Looked at before any parser sees it, so that a hostile or broken file does no harm.

An ``.xlsx`` is a zip of XML parts. What is refused: no file, another kind of file, a damaged or encrypted one, one that
unpacks to more than a workbook ever holds, and XML that declares entities.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import zipfile
import zlib
from pathlib import Path

from resilience_opt.errors import Fault, InputError

MAX_FILE_BYTES = 100_000_000  #: a workbook of 20,000 rows has about 2 MB
MAX_UNPACKED_BYTES = 300_000_000  #: all parts together, as the zip declares them
MAX_RATIO = 250  #: unpacked to packed bytes of a large part; sheets reach 40, a zip bomb 1,000
LARGE_PART_BYTES = 10_000_000  #: below this the ratio does not matter
MAX_PARTS = 10_000

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHER_KINDS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file; save it as .xlsx",
    "xl/workbook.bin": "an .xlsb workbook; save it as .xlsx",
    "index/document.iwa": "a document of Apple Numbers, Pages or Keynote; export it as .xlsx",
}
_WORKBOOK = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)  #: some services put a number behind the name
_STRICT = b"http://purl.oclc.org/ooxml/"  #: the namespace of Strict Open XML, which no reader of ours knows
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,40})["']""")
_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


def read_container(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file that is safe to parse as a workbook.

    Raises
    ------
    InputError
        With the one sentence that says why the file is refused.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise refusal("is a folder, not a workbook", file.name)
        if not file.exists():
            raise refusal("there is no such file" + ("" if file.parent == Path() else f" in {file.parent}"), file.name)
        if not file.is_file():
            raise refusal("is a device or a pipe, not a workbook", file.name)
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise refusal(
                f"is too large to be a workbook: {_megabytes(size)}, where at most {_megabytes(MAX_FILE_BYTES)} are read", file.name
            )
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        raise refusal(f"the file cannot be read: {getattr(error, 'strerror', None) or error}", file.name) from error
    check_container(data, file.name)
    return data


def check_container(data: bytes, source: str) -> None:
    """Refuse what is not a workbook, is damaged, encrypted or too large, or declares entities."""
    if not data:
        raise refusal("is empty, not a workbook", source)
    if data.startswith(_OLE2):
        raise refusal(_ole2_kind(data), source)
    if not data.startswith(b"PK"):
        raise refusal(_plain_kind(data), source)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, source)
            _check_kind(archive, source)
            for part in archive.infolist():
                _check_xml(archive.read(part), part.filename, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refusal("is damaged: it cannot be unpacked as a workbook", source) from error


def refusal(sentence: str, source: str) -> InputError:
    """One fault that stands for the file as a whole."""
    subject = "" if sentence.startswith("the") else "the file "
    return InputError([Fault("", "", subject + sentence)], source)


def _ole2_kind(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted: open it in Excel, remove the password and save it as .xlsx"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "is an old .xls workbook; save it as .xlsx"
    return "is not a workbook but another, older Office file; save it as .xlsx"


def _plain_kind(data: bytes) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table")):
        return "is not a workbook: it is a web page; open it in Excel and save it as .xlsx"
    if head.startswith(b"<?xml") or head.startswith(b"<"):
        return "is not a workbook: it is an XML text; open it in Excel and save it as .xlsx"
    if head.startswith(b"%pdf"):
        return "is not a workbook: it is a PDF"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data[:4096])  # a letter may be cut off at the end
        is_text = b"\x00" not in data[:4096]
    except UnicodeDecodeError:
        is_text = False
    if is_text:
        return "is not a workbook: it is plain text, such as CSV; open it in Excel and save it as .xlsx"
    return "is not a workbook"


def _check_parts(archive: zipfile.ZipFile, source: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise refusal("is encrypted: its parts have a password; save it without one", source)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise refusal(
            f"is too large to be a workbook: it unpacks to {_megabytes(unpacked)} in {len(parts)} parts, "
            f"where at most {_megabytes(MAX_UNPACKED_BYTES)} are read",
            source,
        )
    for part in parts:
        if part.file_size > LARGE_PART_BYTES and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise refusal(
                f"is too large to be a workbook: '{part.filename}' unpacks to {_megabytes(part.file_size)} from next to nothing", source
            )


def workbook_part(archive: zipfile.ZipFile) -> str | None:
    """The part that lists the sheets; None where there is none."""
    return next((name for name in archive.namelist() if _WORKBOOK.fullmatch(name)), None)


def _check_kind(archive: zipfile.ZipFile, source: str) -> None:
    names = {name.lower() for name in archive.namelist()}
    workbook = workbook_part(archive)
    if workbook is not None and "[content_types].xml" in names:
        if _STRICT in archive.read(workbook).replace(b"\x00", b""):
            raise refusal("is a Strict Open XML workbook, which is not read; save it as an ordinary Excel Workbook (.xlsx)", source)
        return
    for part, kind in _OTHER_KINDS.items():
        if part in names:
            raise refusal(f"is not a workbook that can be read: it is {kind}", source)
    if "encryptedpackage" in names:
        raise refusal("is encrypted: open it in Excel, remove the password and save it as .xlsx", source)
    raise refusal("is not a workbook but another zip archive", source)


def _check_xml(part: bytes, name: str, source: str) -> None:
    """Entities can unpack to anything and name other files; no spreadsheet program writes them."""
    plain = part.replace(b"\x00", b"")  # so that UTF-16 and UTF-32 read as ASCII
    if _ENTITY.search(plain):
        raise refusal(f"is refused: its part '{name}' declares a document type or entities, which no workbook needs", source)
    declared = _ENCODING.search(plain[:300])
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise refusal(f"is refused: its part '{name}' is written in an encoding that no workbook has", source)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
