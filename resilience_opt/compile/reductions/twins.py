"""Crises that are identical to another are solved once."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import numpy as np

from resilience_opt.compile.program import Compiled, Program, Stamp
from resilience_opt.compile.recorder import Whole
from resilience_opt.compile.reductions.reduction import Flags, Reduction, nothing


def twins(compiled: Compiled, program: Program, marks: Stamp, costs: Whole) -> Reduction:
    """Replace a crisis by the first one that has the same rows: same year, same figures, only the cost column another.

    `costs` has for each crisis the column of its cost, or -1: array (crises,).

    *Proof.* Let crises 1..n have the same rows in own columns y_b, their cost q_b and the plan. Take any plan that
    satisfies everything, and let b be the crisis with the least q_b. Give all of them y_b and q_b: the rows of each
    are those of b, which hold. q became no larger anywhere, and by the condition (coefficient at least 0 in the
    objective and in the plan's rows ``<=``, at most 0 in rows ``>=``) no row of the plan is broken and the objective
    is no higher. So there is an optimum in which all are equal, and then their rows are one.

    *Marginal values.* Let d_b be what q_b costs the rest of the program, which the condition makes at least 0. With
    the rows of b weighed by d_b / (sum of d), the reduced cost of q_b is that share of the smaller program's, and
    that of every other column is the sum or the share of what it was: no sign changes, nor does the bound.
    """
    each, width = len(compiled.crisis), len(compiled.plan)
    leader = _leaders(compiled, program, marks, costs)
    start = nothing(program)
    if np.array_equal(leader, np.arange(len(leader))):
        return start
    of, same, by = start.of.copy(), start.same.copy(), start.by.copy()
    own = np.arange(each)
    moved = np.flatnonzero(leader != np.arange(len(leader)))
    of[(width + moved[:, None] * each + own).ravel()] = (width + leader[moved][:, None] * each + own).ravel()
    counted = moved[costs[moved] >= 0]
    of[costs[counted]] = costs[leader[counted]]
    first, rows = len(program.row_lower) - len(marks.crisis), len(compiled.crisis_matrix.rows)
    code = marks.crisis * rows + marks.row
    same[first:] = first + np.searchsorted(code, leader[marks.crisis] * rows + marks.row)
    grouped = np.isin(leader[marks.crisis], leader[moved])
    by[first:] = np.where(grouped, costs[marks.crisis], -1)
    return replace(start, of=of, same=same, by=by)


def leaders(compiled: Compiled) -> Whole:
    """The first crisis that each is identical to but for its probability, array (crises,); its own number where it is the first."""
    present = np.ones((len(compiled.crisis_matrix.rows), len(compiled.crises)), dtype=bool)
    if compiled.crisis_matrix.present is not None:
        present = compiled.crisis_matrix.present
    counted = np.array([crisis in compiled.plan.positions["crisis_cost"] for crisis in compiled.crises], dtype=bool)
    return _first_alike(compiled, present, counted, np.ones(len(compiled.crises), dtype=bool))


def _leaders(compiled: Compiled, program: Program, marks: Stamp, costs: Whole) -> Whole:
    matrix = compiled.crisis_matrix
    present = np.zeros((len(matrix.rows), len(compiled.crises)), dtype=bool)
    present[marks.row, marks.crisis] = True
    allowed = np.ones(len(costs), dtype=bool)
    counted = costs >= 0
    allowed[counted] = _never_worse(program, len(program.row_lower) - len(marks.crisis))[costs[counted]]
    return _first_alike(compiled, present, counted, allowed & present.any(axis=0))


def _never_worse(program: Program, first: int) -> Flags:
    """Columns of which less is never worse to the plan's own rows and the objective."""
    fine = (program.cost >= 0) & (program.lower == 0) & (program.upper == np.inf) & ~program.integer
    end = program.start[first]
    row = np.repeat(np.arange(first), np.diff(program.start[: first + 1]))
    column, value = program.column[:end], program.value[:end]
    wrong = np.where(value > 0, program.row_lower[row] > -np.inf, program.row_upper[row] < np.inf)
    fine[column[wrong]] = False
    return np.asarray(fine)


def _first_alike(compiled: Compiled, present: Flags, counted: Flags, allowed: Flags) -> Whole:
    """By a digest of everything that the crises' rows are made of."""
    matrix = compiled.crisis_matrix
    known = np.array([name != "crisis_cost" for name, _ in matrix.links], dtype=bool)
    entry_row = np.repeat(np.arange(len(matrix.rows)), np.diff(matrix.start))[matrix.entry]
    tables = [table for table in (matrix.lower, matrix.upper) if table.ndim == 2]
    leader, seen = np.arange(len(compiled.crises)), dict[tuple[int, bytes], int]()
    for b in np.flatnonzero(allowed).tolist():
        here = present[:, b]
        digest = blake2b(np.packbits(here).tobytes() + bytes([bool(counted[b])]), digest_size=32)
        digest.update(np.where(here[entry_row], matrix.varying[:, b], 0.0).tobytes())
        for table in tables:
            digest.update(np.where(here, table[:, b], 0.0).tobytes())
        digest.update(compiled.link[known, b].tobytes())
        leader[b] = seen.setdefault((compiled.crises[b][0], digest.digest()), b)
    return leader
