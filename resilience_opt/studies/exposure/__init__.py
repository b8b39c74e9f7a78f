"""Exposure: where today is weak, before any optimisation.

What today's volumes look like (``volumes``, ``proportions``, ``today``), who depends on whom (``dependence``,
``content``, ``concentration``, ``cover``), and what happens when a supplier, a country, an owner or a corridor is
lost (``losses``, ``crisis``, ``measure``); ``study`` is the order in which they are asked.
"""

from resilience_opt.studies.exposure.result import Exposure
from resilience_opt.studies.exposure.study import exposure

__all__ = ["Exposure", "exposure"]
