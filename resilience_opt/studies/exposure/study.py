"""The exposure study in order: today's picture, who depends on whom, what every loss does."""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from resilience_opt.case.case import Case
from resilience_opt.case.lanes import resolve
from resilience_opt.case.places import Places
from resilience_opt.errors import Fault, InputError
from resilience_opt.network.build import expand_network
from resilience_opt.studies.exposure.concentration import concentration
from resilience_opt.studies.exposure.cover import cover
from resilience_opt.studies.exposure.dependence import dependence, look_through
from resilience_opt.studies.exposure.losses import RECOVER, Loss, losses
from resilience_opt.studies.exposure.measure import Measure, Missing
from resilience_opt.studies.exposure.result import Exposure
from resilience_opt.studies.exposure.today import Today, todays_deliveries
from resilience_opt.studies.exposure.volumes import CHOICES, Volumes, given_volumes

log = logging.getLogger(__name__)

EXPOSURES = (
    "rank", "kind", "name", "same_as", "time_to_survive", "time_to_recover", "recovery_source", "lost_value", "lost_share",
    "risk_exposure_index", "time_to_survive_known", "lost_value_known",
)  # fmt: skip
LOST = ("rank", "kind", "name", "market", "material", "priority", "quantity", "value")
DELIVERIES = ("supplier", "material", "destination", "quantity", "share")


def exposure(case: Case, *, recover: float = RECOVER, volumes: Volumes = "current") -> Exposure:
    """Where today is weak, before any optimisation, for the current volumes.

    Parameters
    ----------
    case : Case
    recover : float
        Months until a lost supplier, country, owner or corridor is back, where neither Events nor Attacks say.
    volumes : 'current' or 'capacity'
        What to do about a used material without any Current volume: refuse, or take volumes in proportion to Capacity.

    Raises
    ------
    InputError, SolverError

    References
    ----------
    D. Simchi-Levi et al., "Identifying risks and mitigating disruptions in the automotive supply chain", Interfaces 45(5), 2015: time
    to survive, time to recover and the risk exposure index, the value lost at the time to recover over the largest of all.
    """
    if not (math.isfinite(recover) and recover > 0):
        raise InputError([Fault("", "", f"the months to recover must be more than 0, but they are {recover}")])
    if volumes not in CHOICES:
        raise InputError([Fault("", "", f"volumes must be {' or '.join(CHOICES)}, but it is '{volumes}'")])
    places, today = _today(case, volumes)
    log.info("today: %d deliveries", len(today.delivering))
    exposures, lost = _losses(places, today, recover)
    log.info("lost in turn: %d suppliers, countries, owners and corridors", len(exposures))
    return Exposure(
        case=case,
        year=today.net.years[0],
        volumes=volumes,
        recover=recover,
        exposures=exposures,
        lost=lost,
        dependence=dependence(places, today),
        look_through=look_through(places, today),
        concentration=concentration(places, today),
        cover=cover(today),
        deliveries=_deliveries(today),
        notes=today.notes,
    )


def _today(case: Case, volumes: Volumes) -> tuple[Places, Today]:
    """Today's picture; limits, requirements, price breaks and scenarios are of the plan and play no part in it."""
    plain = replace(case, price_breaks=(), share_limits=(), source_limits=(), survival=(), scenarios=(), events=(), attacks=())
    resolution = resolve(Places(plain))
    if resolution.faults:
        raise InputError(resolution.faults, case.book.source)
    net = expand_network(resolution)
    return Places(case), todays_deliveries(net, given_volumes(net, volumes))


def _losses(places: Places, today: Today, recover: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    measure = Measure(today)
    seen: dict[Any, tuple[float, Missing]] = {}

    def ask(suppliers: frozenset[str], loss: Loss) -> tuple[float, Missing]:
        key = (suppliers, loss.corridor, loss.recover)
        if key not in seen:
            seen[key] = measure.felt(loss.recover, suppliers, loss.corridor)
        return seen[key]

    found = [(loss, ask(loss.suppliers | loss.hidden, loss), ask(loss.suppliers, loss)) for loss in losses(places, today, recover)]
    found.sort(key=lambda row: (-_digits(row[1][1].value), _digits(row[1][0])))  # those that cost the same: the sooner felt first
    largest = max((row[1][1].value for row in found), default=0.0)
    first: dict[Any, str] = {}
    rows: list[dict[str, Any]] = []
    lost: list[dict[str, Any]] = []
    for rank, (loss, (survives, missing), (survives_known, missing_known)) in enumerate(found, start=1):
        who = {"rank": rank, "kind": loss.kind, "name": loss.name}
        title = f"{loss.kind} {loss.name}"
        same = first.setdefault((loss.struck, loss.recover), title)
        rows.append({
            **who, "same_as": "" if same == title else same, "time_to_survive": survives, "time_to_recover": loss.recover,
            "recovery_source": loss.source, "lost_value": missing.value, "lost_share": missing.share,
            "risk_exposure_index": missing.value / largest if largest > 0 else 0.0,
            "time_to_survive_known": survives_known, "lost_value_known": missing_known.value,
        })  # fmt: skip
        lost += [{**who, **row} for row in _unserved(today, missing)]
    return pd.DataFrame(rows, columns=list(EXPOSURES)), pd.DataFrame(lost, columns=list(LOST))


def _digits(value: float) -> float:
    """The first nine digits: beyond them, losses that are equal differ by rounding."""
    return float(f"{value:.9g}")


def _unserved(today: Today, missing: Missing) -> list[dict[str, Any]]:
    net = today.net
    found = []
    for c in np.flatnonzero(missing.units > 0).tolist():
        q, row = int(net.classes.need[c]), net.classes.record[c][0]
        price = row.shortage_cost if row is not None else 0.0
        found.append({
            "market": net.needs.node[q].name, "material": net.materials[net.needs.material[q]], "priority": net.classes.priority[c],
            "quantity": float(missing.units[c]), "value": float(missing.units[c]) * price,
        })  # fmt: skip
    return found


def _deliveries(today: Today) -> pd.DataFrame:
    net, arcs = today.net, today.delivering
    total = {q: sum(float(today.ship[a]) for a in net.needs.arcs[q]) for q in range(len(net.needs))}
    rows = [
        {
            "supplier": net.offers.record[net.arcs.offer[a]].supplier, "material": net.offers.record[net.arcs.offer[a]].material,
            "destination": net.needs.node[net.arcs.need[a]].name, "quantity": float(quantity), "share": float(today.ship[a]) / total[int(net.arcs.need[a])],
        }
        for a, quantity in zip(arcs.tolist(), today.unscaled(arcs), strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(DELIVERIES))
