"""The statement has two readers that must agree: Pyomo, and the recorder that stamps all crises at once."""

from __future__ import annotations

import numpy as np
import pytest
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csr_matrix

from resilience_opt.case.build import read_case
from resilience_opt.compile.program import compile_statement, extensive_form
from resilience_opt.formulation.block import build
from resilience_opt.formulation.definition import load_model
from resilience_opt.network.build import build_network
from tests.reference.generator import random_book, write_xlsx


def by_name(names, row_names, matrix, lower, upper):
    """Rows as comparable text, whatever their order: name, entries and bounds."""
    found = []
    for i in range(matrix.shape[0]):
        entries = sorted((names[j], round(float(v), 9)) for j, v in zip(matrix[i].indices, matrix[i].data, strict=True) if v != 0)
        low, high = float(lower[i]), float(upper[i])
        if entries and entries[0][1] < 0:  # Pyomo may turn a row round
            entries, low, high = [(n, -v) for n, v in entries], -high, -low
        found.append((row_names[i], tuple(entries), round(low, 7) + 0.0, round(high, 7) + 0.0))
    return sorted(found)


@pytest.mark.parametrize("seed", [0, 5, 18, 29, 56, 120, 126, 210])
@pytest.mark.parametrize("model", ["standard", "worst-case"])
def test_stamped_matrix_equals_pyomos_own(tmp_path, seed, model):
    """Every row of every year and scenario, as stamped, has the entries and bounds that Pyomo compiles for it."""
    write_xlsx(random_book(seed), tmp_path / "book.xlsx")
    net = build_network(read_case(tmp_path / "book.xlsx"))
    definition = load_model(model)
    compiled = compile_statement(net, definition)
    program, marks = extensive_form(compiled)
    ours = csr_matrix((program.value, program.column, program.start), shape=(len(program.row_lower), len(program.cost)))
    columns = [f"{v.name}{list(i)}" for v, i in compiled.plan.variables]
    for t, w in compiled.crises:
        columns += [f"{t},{w}:{v.name}{list(i)}" for v, i in compiled.crisis.variables]
    rows = [row.name for row, _ in compiled.plan_matrix.rows] + [compiled.crisis_matrix.rows[r][0].name for r in marks.row]
    pyomo_model = build(net, definition)  # kept: Pyomo's rows hold only weak references to it
    theirs = LinearStandardFormCompiler().write(pyomo_model, mixed_form=True)

    def label(component):
        name, index = component.parent_component().local_name.rstrip('_'), component.index()
        listed = list(index) if isinstance(index, tuple) else [index]
        block = component.parent_block()
        own = f"{name}{listed}"
        return own if block.parent_block() is None else f"{block.index()[0]},{block.index()[1]}:{own}"

    A = csr_matrix(theirs.A)
    sides = [(row.constraint.parent_component().local_name, row.bound_type) for row in theirs.rows]
    lower = np.array([-np.inf if side == 1 else theirs.rhs[i] for i, (_, side) in enumerate(sides)])
    upper = np.array([np.inf if side == -1 else theirs.rhs[i] for i, (_, side) in enumerate(sides)])
    names = [label(column) for column in theirs.columns]
    wanted = by_name(names, [name for name, _ in sides], A, lower, upper)
    filled = [row for row in by_name(columns, rows, ours, program.row_lower, program.row_upper) if row[1]]
    assert [r for r in wanted if r[1]] == filled
