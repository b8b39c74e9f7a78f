"""A rule of one's own: no more than two qualifications may be begun in any year.

Name this file under `hooks` in a definition of models/ and it joins the statement: the compiler, the LP
file and the manual read it like every other family. A rule is a function of `m`, which holds the
variables by name and the network's figures; its docstring carries the formula.
"""

from __future__ import annotations

from typing import Any

from resilience_opt.formulation.expressions import total
from resilience_opt.formulation.statement import plan_years, row

#: What a qualification department can handle in a year.
MOST_A_YEAR = 2


@row(over=plan_years)
def few_newcomers(m: Any, t: int) -> Any:
    r"""Only so many qualifications begin in a year.

    .. math:: \sum_o qualify_{ot} \le 2
    """
    newcomers = [o for o in range(m.offers.count) if not m.offers.qualified[o]]
    return total(m.qualify[o, t] for o in newcomers) <= MOST_A_YEAR
