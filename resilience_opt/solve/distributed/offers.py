"""Plans as they go from spokes to the hub: the shared columns, and what the plan costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from resilience_opt.compile.recorder import Floats
from resilience_opt.solve.distributed.wall import Field


def offer(spoke: Any, point: Floats, value: float) -> None:
    """Show the hub a plan, given by its shared columns; every scenario has the same."""
    for field, figures in (
        (Field.BEST_XHAT, np.tile(np.append(point, value), len(spoke.opt.local_scenarios))),
        (Field.OBJECTIVE_INNER_BOUND, np.array([value])),
    ):
        buffer = spoke.send_buffers[field]
        buffer[:] = figures
        spoke.put_send_buffer(buffer, field)


def offered(hub: Any, shared: int, *, together: bool) -> tuple[float, Floats] | None:
    """The cheapest plan that spokes have shown since the last look, as (cost, shared columns); `together` is whether all ranks of the hub look."""
    best: tuple[float, Floats] | None = None
    for spoke, _, buffer in hub.receive_field_spcomms[Field.BEST_XHAT]:
        if hub.get_receive_buffer(buffer, Field.BEST_XHAT, spoke, synchronize=together):
            block = buffer.value_array()[: shared + 1].copy()
            if best is None or block[-1] < best[0]:
                best = (float(block[-1]), block[:-1])
    return best
