"""What is taken from mpi-sppy and mpi4py, silenced: the only file that imports them.

mpi-sppy greets on stdout when it is imported, writes a file `hub.log` where one stands, and tells of every step. Rank 0's
stdout is the result of the command, so all of that is turned off here. Importing this file starts MPI.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout

with redirect_stdout(io.StringIO()):
    import mpisppy
    import mpisppy.log

    mpisppy.tt_timer.toc = lambda *_, **__: 0.0
    mpisppy.log.setup_logger = lambda *_, **__: None

    from mpi4py import MPI
    from mpisppy.cylinders.hub import Hub
    from mpisppy.cylinders.lagrangian_bounder import _LagrangianMixin as Lagrangian
    from mpisppy.cylinders.spoke import OuterBoundSpoke, OuterBoundWSpoke, _BoundNonantSpoke
    from mpisppy.cylinders.spwindow import Field
    from mpisppy.phbase import PHBase
    from mpisppy.scenario_tree import ScenarioNode
    from mpisppy.spbase import SPBase
    from mpisppy.spin_the_wheel import WheelSpinner

__all__ = [
    "MPI", "Field", "Hub", "Lagrangian", "OuterBoundSpoke", "OuterBoundWSpoke", "PHBase", "SPBase", "ScenarioNode", "WheelSpinner", "_BoundNonantSpoke",
]  # fmt: skip
