"""A workbook file as its parts: some are replaced or left out, and the rest goes back into the zip as it was."""

from __future__ import annotations

import copy
import io
import posixpath
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from resilience_opt.case.container import refusal
from resilience_opt.case.patch_xml import Edit, Element, Part

TYPES = "[Content_Types].xml"
_ZIP64 = 1  #: the extra field that repeats a large part's sizes, which the zip writer adds anew where it is needed


class Relationship(NamedTuple):
    """That one part uses another."""

    id: str
    kind: str  #: the last word of its type: 'worksheet', 'table', 'calcChain'
    target: str  #: name of the part in the zip
    element: Element


class Package:
    """The parts of a workbook whose bytes have passed :func:`resilience_opt.case.container.check_container`."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes | None] = {}
        self._added: list[str] = []
        self._names: dict[str, str] = {}  # as the zip spells them, by lower case: parts are named without regard to it
        for name in self._archive.namelist():
            if name.lower() in self._names:
                raise refusal(f"is damaged: its part '{name}' is there twice; open it in Excel and save it anew", source)
            self._names[name.lower()] = name

    def has(self, name: str) -> bool:
        return name.lower() in self._names

    def part(self, name: str) -> Part:
        """The part as it now is.

        Raises
        ------
        InputError
            If it is not there, although another part says so.
        """
        found = self._names.get(name.lower())
        if found is None:
            raise refusal(f"is damaged: its part '{name}' is missing; open it in Excel and save it anew", self.source)
        data = self._changed.get(found)
        return Part(found, self._archive.read(found) if data is None else data, self.source)

    def put(self, part: Part) -> None:
        """Replace the part of this name."""
        self._changed[part.name] = part.data

    def add(self, part: Part) -> None:
        """Add a part, behind all others."""
        assert not self.has(part.name), "a part is added once"
        self._names[part.name.lower()] = part.name
        self._added.append(part.name)
        self.put(part)

    def workbook(self) -> str:
        """Name of the part that lists the sheets."""
        return next((r.target for r in self.relationships("") if r.kind == "officeDocument" and self.has(r.target)), "xl/workbook.xml")

    def relationships(self, name: str) -> Iterator[Relationship]:
        """The parts that a part uses; those of the package itself for ''."""
        path = relationships_of(name)
        if self.has(path):
            for _, element in self.part(path).elements():
                given = element.attributes
                if element.name == "Relationship" and given.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), given.get("Target", "")))
                    yield Relationship(given.get("Id", ""), given.get("Type", "").rpartition("/")[2], target.lstrip("/"), element)

    def leave_out(self, name: str, user: str) -> None:
        """Leave a part out, with its type and with the relationship by which another part uses it."""
        path = relationships_of(user)
        self.put(
            _without(self.part(path), {r.element.start for r in self.relationships(user) if r.target.lower() == name.lower()}.__contains__)
        )
        types = self.part(TYPES)
        places = {e.start for _, e in types.elements() if e.attributes.get("PartName", "").lower() == f"/{name}".lower()}
        self.put(_without(types, places.__contains__))
        if self.has(name):
            self._changed[self._names.pop(name.lower())] = None

    def packed(self) -> bytes:
        """The zip, with the parts in the old order, each packed in the old way and bearing the old date."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.comment = self._archive.comment
            for old in self._archive.infolist():
                data = self._changed.get(old.filename, b"")
                if data is None:
                    continue
                entry = copy.copy(old)
                entry.extra = _without_zip64(old.extra)
                archive.writestr(entry, data if old.filename in self._changed else self._archive.read(old))
                entry.external_attr = old.external_attr  # which the writer has filled in where it was 0
            for name in self._added:
                new = zipfile.ZipInfo(name)  # of the zip's first day, so that the same content gives the same bytes
                new.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(new, self._changed[name] or b"")
        return out.getvalue()


def relationships_of(name: str) -> str:
    """Name of the part that says which others a part uses."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _without(part: Part, unwanted: Callable[[int], bool]) -> Part:
    """The part without the elements that begin at these places."""
    return part.edited(Edit(element.start, element.end, b"") for _, element in part.elements() if unwanted(element.start))


def _without_zip64(extra: bytes) -> bytes:
    """A zip entry's extra fields but for the sizes, which may be others now."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept
