"""Comparison: what changed between cases, in the inputs, in the plan and in the cost.

What is compared (``sides``, ``planbook``); what differs in the inputs (``cells``, ``matching``, ``lanes``, ``inputs``);
what differs in the plan (``changes``, ``figures``), by one yardstick (``yardstick``, ``shares``, ``endurance``); and why it costs more
(``causes``, ``mixing``, ``bridge``, ``cents``). ``study`` is the order in which they are asked.
"""

from resilience_opt.studies.compare.result import Comparison
from resilience_opt.studies.compare.study import compare

__all__ = ["Comparison", "compare"]
