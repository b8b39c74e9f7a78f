"""Many cases at once: every combination of the levels of some factors, each with a plan of its own.

What is varied (``edit``, ``design``); what is told of one case (``answer``, ``shares``); where the cases are solved (``here``,
``processes``, ``cluster``); what came out (``result``, ``effects``). ``study`` is the order in which they are asked, and
``definition`` with ``changes`` reads the same from a file.
"""

from resilience_opt.studies.grid.edit import Edit, edit
from resilience_opt.studies.grid.result import Study
from resilience_opt.studies.grid.study import study

__all__ = ["Edit", "Study", "edit", "study"]
