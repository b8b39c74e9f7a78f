"""An XML part by the places of its elements, so that a few bytes are replaced and all others stay as they are.

A real parser (expat) says where each element stands; nothing is parsed and written anew.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple
from xml.parsers import expat

from resilience_opt.case.container import refusal

#: The vocabularies of which a workbook's parts are made, transitional and strict; elements of others keep their namespace in their name.
_VOCABULARIES = frozenset(
    [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://schemas.openxmlformats.org/package/2006/content-types",
    ]
)
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
#: The start tag that begins at a place where the parser has found one.
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<((?:[^\s/>:]+:)?)[^\s/>]+")


class Edit(NamedTuple):
    """New bytes in the place of those from `start` to before `end`; an insertion where both are equal."""

    start: int
    end: int
    content: bytes


@dataclass(slots=True)
class Element:
    """Where an element stands, in bytes from the beginning of its part.

    Attributes
    ----------
    name : str
        Without its prefix; with its namespace before it where that is none of a workbook's.
    attributes : dict of str to str
        By name; a prefixed one has its namespace and a space before it.
    start, opened : int
        Where its start tag begins, and where what follows that tag begins.
    closed, end : int
        Where its end tag begins, and where what follows that tag begins. Of ``<c/>``, which has none, both are `opened`.
    """

    name: str
    attributes: dict[str, str]
    start: int
    opened: int
    closed: int = 0
    end: int = 0

    @property
    def has_content(self) -> bool:
        return self.closed > self.opened


@dataclass(frozen=True)
class Part:
    """One file inside the workbook: its name there, its bytes, and the workbook's file name, for messages."""

    name: str
    data: bytes
    source: str = ""

    @cached_property
    def encoding(self) -> str:
        """What its text is written in; any encoding will do in which markup is ASCII.

        Raises
        ------
        InputError
            If it is one of the wide ones.
        """
        declared = _DECLARED.match(self.data)
        try:
            name = codecs.lookup(declared.group(1).decode("ascii")).name if declared else "utf-8"
        except LookupError as error:
            raise refusal(f"is refused: its part '{self.name}' is written in an encoding that no workbook has", self.source) from error
        if (
            self.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
            or b"\0" in self.data[:4]
            or name.startswith(("utf-16", "utf-32"))
        ):
            sentence = f"is not changed: its part '{self.name}' is written in UTF-16; open it in Excel and save it anew, which writes UTF-8"
            raise refusal(sentence, self.source)
        return name

    def walk(self, closed: Callable[[list[Element]], None]) -> None:
        """Hand on every element when it has ended, last in the list of those that it stands in.

        Raises
        ------
        InputError
            If the part is not well-formed XML.
        """
        data, stack, names = self.data, list[Element](), dict[str, str]()
        parser = expat.ParserCreate(encoding=self.encoding, namespace_separator=" ")

        def start(name: str, attributes: dict[str, str]) -> None:
            place = parser.CurrentByteIndex
            tag = _TAG.match(data, place)
            assert tag is not None, "the parser has found a start tag here"
            stack.append(Element(names.get(name) or names.setdefault(name, _plain(name)), attributes, place, tag.end()))

        def end(_: str) -> None:
            element = stack[-1]
            if data.startswith(b"/>", element.opened - 2):
                element.closed = element.end = element.opened
            else:
                element.closed = parser.CurrentByteIndex
                element.end = data.index(b">", element.closed) + 1
            closed(stack)
            stack.pop()

        parser.StartElementHandler, parser.EndElementHandler = start, end
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise refusal(
                f"is damaged: its part '{self.name}' is not well-formed; open it in Excel and save it anew", self.source
            ) from error

    def elements(self) -> list[tuple[str, Element]]:
        """Every element in the order in which they end, each after its path, as in 'workbook/sheets/sheet'; for small parts."""
        found: list[tuple[str, Element]] = []
        self.walk(lambda stack: found.append(("/".join(element.name for element in stack), stack[-1])))
        return found

    def tag(self, element: Element) -> bytes:
        """The element's start tag."""
        return self.data[element.start : element.opened]

    def text(self, element: Element) -> str:
        """What is written inside an element that has no others inside."""
        found: list[str] = []
        parser = expat.ParserCreate(encoding=self.encoding)
        parser.CharacterDataHandler = found.append
        parser.Parse(b"<x>" + self.data[element.opened : element.closed] + b"</x>", True)
        return "".join(found)

    def encoded(self, text: str) -> bytes:
        """A text as it stands between tags; what the encoding lacks becomes a character reference."""
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
        return plain.encode(self.encoding, "xmlcharrefreplace")

    def edited(self, edits: Iterable[Edit]) -> Part:
        """The part with these changes, which must not overlap; insertions at one place keep their order."""
        pieces, done = [], 0
        for start, end, content in sorted(edits, key=lambda edit: edit[:2]):
            assert start >= done, "edits overlap"
            pieces += [self.data[done:start], content]
            done = end
        return replace(self, data=b"".join([*pieces, self.data[done:]]))


def _plain(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return local if namespace in _VOCABULARIES else name


def retagged(tag: bytes, values: Mapping[str, str | None]) -> bytes:
    """A start tag with other attributes: replaced where they stand, added at the end, left out where None.

    >>> retagged(b"<c r='F5' t='s'/>", {"t": None, "s": "3"})
    b'<c r=\\'F5\\' s="3"/>'
    """
    left = dict(values)

    def changed(match: re.Match[bytes]) -> bytes:
        name = match.group(1).decode("utf-8", "replace")
        if name not in values:
            return match.group()
        value = left.pop(name, None)
        return b"" if value is None else _attribute(name, value)

    head = len(_NAME.match(tag).group())  # type: ignore[union-attr]
    body = _ATTRIBUTE.sub(changed, tag[head:])
    at = body.rindex(b"/>") if body.endswith(b"/>") else len(body) - 1
    added = b"".join(_attribute(name, value) for name, value in left.items() if value is not None)
    return tag[:head] + (body[:at].rstrip() + added if added else body[:at]) + body[at:]


def _attribute(name: str, value: str) -> bytes:
    return f' {name}="{value}"'.encode("ascii")


def prefix(tag: bytes) -> bytes:
    """The prefix of a tag with its colon, so that what is written beside it is of the same vocabulary.

    >>> prefix(b'<x:c r="A1"/>'), prefix(b"<c>")
    (b'x:', b'')
    """
    return _NAME.match(tag).group(1)  # type: ignore[union-attr]


def filled(tag: bytes, content: bytes) -> bytes:
    """A whole element: the start tag, closed in itself or not, around this content.

    >>> filled(b"<row r='2'/>", b"<c/>"), filled(b"<row>", b"")
    (b"<row r='2'><c/></row>", b'<row/>')
    """
    opening = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    if not content:
        return opening[:-1].rstrip() + b"/>"
    return opening + content + b"</" + _NAME.match(tag).group()[1:] + b">"  # type: ignore[union-attr]
