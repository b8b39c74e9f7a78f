"""What can be lost: every supplier, country, owner and corridor of today, whom the loss takes, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from resilience_opt.case.names import UNKNOWN, country_key, fold
from resilience_opt.case.places import Places
from resilience_opt.case.sheets import Attack, Event
from resilience_opt.studies.exposure.today import Today

#: Months until a lost supplier, country, owner or corridor is back, where neither Events nor Attacks say.
RECOVER = 6.0
ASSUMED = "assumed"


@dataclass(frozen=True)
class Loss:
    """One loss, in full and from the start.

    Attributes
    ----------
    kind : 'supplier', 'country', 'owner' or 'corridor'
    suppliers : who is lost for certain
    hidden : who may be lost too, because their country or owner is unknown
    corridor : folded name of the corridor, '' for the other kinds
    recover : months until it is back
    source : the cell that says so, or 'assumed'
    """

    kind: str
    name: str
    suppliers: frozenset[str]
    hidden: frozenset[str]
    corridor: str
    recover: float
    source: str

    @property
    def struck(self) -> tuple[frozenset[str], str]:
        """What two losses have in common that are the same: everyone who may be lost, and the corridor."""
        return self.suppliers | self.hidden, self.corridor


def losses(places: Places, today: Today, recover: float) -> list[Loss]:
    """Every loss that takes something which delivers today, or which could be called on.

    Suppliers come first, then countries, owners and corridors, each in the workbook's order. `unknown` is not one of the countries or
    owners: those whose country (owner) is unknown are `hidden` in the loss of each country (owner).
    """
    return [_timed(places, loss, recover) for loss in _untimed(places, today)]


def _untimed(places: Places, today: Today) -> Iterator[Loss]:
    active = list(dict.fromkeys(o.supplier for o, here in zip(today.net.offers.record, today.at_hand, strict=True) if here))
    for supplier in active:
        yield Loss("supplier", supplier, frozenset([supplier]), frozenset(), "", 0.0, "")
    countries = {s: places.country(places.suppliers[fold(s)].country) or places.suppliers[fold(s)].country for s in active}
    for kind, names in (("country", countries), ("owner", {s: places.owner_of[s] for s in active})):
        keys = {s: country_key(name) for s, name in names.items()}
        hidden = frozenset(s for s, key in keys.items() if key == UNKNOWN)
        first: dict[str, str] = {}
        for s in active:
            first.setdefault(keys[s], names[s])
        for key, name in first.items():
            if key != UNKNOWN:
                yield Loss(kind, name, frozenset(s for s in active if keys[s] == key), hidden, "", 0.0, "")
    arcs = np.flatnonzero((today.net.arcs.need >= 0) & today.at_hand[today.net.arcs.offer])
    corridors = {fold(lane.corridor): lane.corridor for a in arcs if (lane := today.net.arcs.lane[a]) is not None and lane.corridor}
    for key, name in corridors.items():
        yield Loss("corridor", name, frozenset(), frozenset(), key, 0.0, "")


def _timed(places: Places, loss: Loss, recover: float) -> Loss:
    """The loss with its time to recover: the longest event or attack that takes all of it, `recover` where there is none."""
    rows: list[Event | Attack] = [*places.case.events, *places.case.attacks]
    lasting = {row: row.months + row.recovery_months for row in rows if (row.remaining or 0.0) < 1 and _takes(places, row, loss)}
    longest = max(lasting, key=lambda row: lasting[row], default=None)
    months, source = (recover, ASSUMED) if longest is None else (float(lasting[longest]), places.case.cell(longest, "months"))
    return Loss(loss.kind, loss.name, loss.suppliers, loss.hidden, loss.corridor, months, source)


def _takes(places: Places, row: Event | Attack, loss: Loss) -> bool:
    if loss.kind == "corridor":
        return row.kind == "corridor" and fold(row.target) == loss.corridor
    return row.kind in ("supplier", "country", "owner", "group") and loss.suppliers <= places.struck(row.kind, row.target)
