"""Alternatives: plans that cost little more than the cheapest and buy from other suppliers.

What it means to use a supplier (``use``), the program that looks for the plan with the most other suppliers
(``difference``), the order in which plans are found (``study``), and what is told of them (``result``).
"""

from resilience_opt.studies.alternatives.result import Alternatives
from resilience_opt.studies.alternatives.study import alternatives

__all__ = ["Alternatives", "alternatives"]
