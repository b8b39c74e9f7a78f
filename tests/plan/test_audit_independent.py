"""The audit shares nothing with what made the plan: not its code, not its libraries, not the network's figures."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import resilience_opt.plan
from resilience_opt.plan.audit import audit
from tests.plan import worlds
from tests.plan.worlds_crises import crises, priced

FOLDER = Path(next(iter(resilience_opt.plan.__path__)))
FILES = sorted(FOLDER.glob("audit*.py"))
#: Rows of the workbook and how names are compared; the plan's words for its tables; and the audit itself.
ALLOWED = (
    "resilience_opt.case.case",
    "resilience_opt.case.names",
    "resilience_opt.case.sheets",
    "resilience_opt.plan.plan",
    "resilience_opt.plan.audit",
)
#: Where the network is known: one file takes the names behind positions from it, and the entry hands it over.
OF_NETWORK = ("audit.py", "audit_positions.py")
CLAIMS = (
    worlds.contracts, worlds.asleep, worlds.metal, worlds.traced, worlds.stocked, worlds.shared, worlds.sources, worlds.parted, crises, priced,
)  # fmt: skip


def imports(file: Path) -> list[str]:
    """The modules that a file imports, wherever in it."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or ".")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_audit_has_its_own_code(file):
    """A file of the audit imports the workbook's rows, the names of the plan's tables and other files of the audit."""
    own = [module for module in imports(file) if module.startswith("resilience_opt")]
    known = (*ALLOWED, "resilience_opt.network.network") if file.name in OF_NETWORK else ALLOWED
    assert [module for module in own if not module.startswith(known)] == []


def test_the_audit_needs_no_solver_and_no_algebra():
    """To import it loads neither Pyomo nor HiGHS, nor the statement of the mathematics, its compiler or the solver's room."""
    tell = "import sys, resilience_opt.plan.audit; print(*sorted(sys.modules), sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", tell], check=True, capture_output=True, text=True, cwd=FOLDER.parents[1]).stdout.split()
    shunned = ("pyomo", "highspy", *(f"resilience_opt.{room}" for room in ("formulation", "compile", "solve", "studies")))
    assert "resilience_opt.plan.audit" in loaded
    assert [module for module in loaded if module.startswith(shunned)] == []


def blind(thing):
    """A part of the network with every figure 0, everyone's membership lost and every limit, account and segment empty."""
    if isinstance(thing, np.ndarray):
        return np.zeros_like(thing) if thing.dtype == np.float64 else thing
    if isinstance(thing, tuple):
        return tuple(blind(part) for part in thing)
    return thing


def blinded(net):
    """The network as far as it tells the audit what stands where."""
    parts = {name: getattr(net, name) for name in ("offers", "arcs", "needs", "stocks", "draws", "classes", "shocks")}
    dark = {name: replace(part, **{f.name: blind(getattr(part, f.name)) for f in fields(part)}) for name, part in parts.items()}
    dark["arcs"] = replace(
        dark["arcs"], lead=np.zeros_like(net.arcs.lead), months=np.zeros_like(net.arcs.months), lane=(None,) * len(net.arcs)
    )
    dark["needs"] = replace(dark["needs"], recipe=((),) * len(net.needs))
    limits = tuple(
        replace(
            row, limit=replace(row.limit, members=frozenset(), nodes=(), share=0.0, years=()), arcs=(), draws=(), years=(), penalty=None
        )
        for row in net.limits
    )
    return replace(
        net,
        **dark,
        months=0,
        discount=np.zeros_like(net.discount),
        accounts=tuple(
            replace(a, members=frozenset(), origin=None, arcs=(), full=frozenset(), stocks=(), draws=(), mixes=()) for a in net.accounts
        ),
        limits=limits,
        sources=tuple(replace(s, maximum=None, minimum=None, share=0.0, most=(), least=(), all=(), years=()) for s in net.sources),
        breaks=tuple(
            replace(b, segments=tuple(replace(s, end=0.0, difference=0.0) for s in b.segments), ordered=False) for b in net.breaks
        ),
    )


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.__name__)
def test_the_audit_reads_no_figure_of_the_network(claim):
    """With every figure of the network lost, and every membership, the audit says the same of a plan."""
    c = claim()

    def said(net):
        return audit(net, c.tables(), c.measure, c.aversion, c.costs, c.objective, dependence=c.dependence, bound=c.bound, gap=c.gap).checks

    pd.testing.assert_frame_equal(said(blinded(c.net)), said(c.net))


def test_every_part_of_a_network_is_in_some_world():
    """The worlds have what a network can have: limits, accounts, sources, price breaks, stock, recipes and crises."""
    nets = [claim().net for claim in CLAIMS]
    parts = ("offers", "arcs", "needs", "stocks", "draws", "classes", "accounts", "limits", "sources", "breaks", "shocks")
    assert [name for name in parts if not any(len(getattr(net, name)) for net in nets)] == []
    assert any(recipe for net in nets for recipe in net.needs.recipe)
