"""What is done against sets of attacks that are not crises of the plan, for the audit: month by month, in the case's own units."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from resilience_opt.compile.program import Compiled
from resilience_opt.compile.recorder import Positions
from resilience_opt.network.network import Floats
from resilience_opt.plan.audit_responses import Responses
from resilience_opt.plan.values import unscaled
from resilience_opt.solve.adversary.certificate import Certificate

#: So many are handed over together; it bounds the memory.
BLOCK = 64


def responses(compiled: Compiled, certificate: Certificate) -> Iterator[Responses]:
    """What was found to hold against the sets that are not listed, a block at a time."""
    net = compiled.net
    names = [a.attack for a in net.case.attacks]
    for t, found in certificate.recourses.items():
        for first in range(0, len(found), BLOCK):
            some = found[first : first + BLOCK]
            own = np.array([r.own for r in some])
            attacks = tuple(tuple(names[k] for k in np.flatnonzero(r.attacks)) for r in some)
            yield Responses(t, attacks, *(_array(compiled, certificate.positions[name], name, own) for name in ("flow", "release", "shortage")))


def _array(compiled: Compiled, places: Positions, name: str, own: Floats) -> Floats:
    """A variable of some crises as an array (crises, what, 1 + T), unscaled."""
    net = compiled.net
    count = {"flow": len(net.arcs), "release": len(net.draws), "shortage": len(net.classes)}[name]
    index = np.array(list(places), dtype=np.int64).reshape(len(places), 2)
    found = np.zeros((len(own), count, net.months + 1))
    found[:, index[:, 0], index[:, 1]] = unscaled(net, name, index[:, 0], own[:, np.fromiter(places.values(), dtype=np.int64, count=len(places))])
    return found
