"""What the workbook defines by name, and how each name is spelled: as it was first met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from resilience_opt.case.countries import country_names
from resilience_opt.case.folding import fold, tidy
from resilience_opt.case.names import UNKNOWN, country_key, nearest

#: Kinds of thing that stand at a place; texts of one fold are spelled alike among them, since one cell may mean several.
_PLACES = ("supplier", "market", "stockpile", "group")
_COUNTRIES = ("country", "owner")


@dataclass
class Registry:
    """Names by kind ('supplier', 'material', 'country', ...), compared by fold, countries and owners by ISO code.

    `incomplete` are the kinds of which a defining cell could not be read: a name that is missing among
    them may be the one that stood there.
    """

    defined: dict[str, dict[str, str]] = field(default_factory=dict)  #: kind -> key -> spelling in the defining cell
    incomplete: set[str] = field(default_factory=set)
    _spelled: dict[tuple[str, str], str] = field(default_factory=dict)

    def define(self, kind: str, text: str) -> None:
        """Take note of a name that a row defines."""
        self.defined.setdefault(kind, {}).setdefault(self.key(kind, text), tidy(text))

    @staticmethod
    def key(kind: str, text: str) -> str:
        """What two spellings of a name of this kind have in common."""
        return country_key(text) if kind in _COUNTRIES else fold(text)

    def has(self, kind: str, text: str) -> bool:
        """Whether a name of this kind is defined."""
        key = self.key(kind, text)
        return key in self.defined.get(kind, {}) or (kind == "country" and key == UNKNOWN)

    def spell(self, kind: str, text: str) -> str:
        """The spelling first met of a name of this kind; this one where it is the first."""
        key = self.key(kind, text)
        if kind in _COUNTRIES and key == UNKNOWN:
            return UNKNOWN
        family = "place" if kind in _PLACES or kind in _COUNTRIES else kind
        return self._spelled.setdefault((family, key), tidy(text))

    def kind_of(self, kinds: Iterable[str], text: str) -> str | None:
        """The first of these kinds under which the name is defined: a name before a country."""
        ordered = sorted(kinds, key=lambda kind: kind in _COUNTRIES)
        return next((kind for kind in ordered if self.has(kind, text)), None)

    def similar(self, kinds: Iterable[str], text: str) -> str | None:
        """The defined name that a mistyped one most likely means; failing that, a country of ISO 3166."""
        wanted = list(kinds)
        known = [spelling for kind in wanted for spelling in self.defined.get(kind, {}).values()]
        return nearest(text, known) or (nearest(text, country_names(), cutoff=0.8) if "country" in wanted else None)
