"""Audit of the tables by themselves: every number is one, stands once, and is not negative; decisions are yes or no."""

from __future__ import annotations

import numpy as np

from resilience_opt.plan.audit_book import Book, Floats
from resilience_opt.plan.audit_checks import Check
from resilience_opt.plan.audit_facts import Facts
from resilience_opt.plan.plan import LETTERS

DECISIONS = ("active", "qualify", "open", "counts", "reached")


def audit_tables(b: Book, money: float) -> None:
    """Look at each variable's table row by row; `money` is the smallest size that a cost is seen against."""
    for name in LETTERS:
        frame, (where, inside) = b.values[name], b.places(name)
        told = name.replace("_", " ")
        strange = len(frame) - int(inside.sum())
        b.at_most(Check.ONE_NUMBER, strange + _repeated(where[inside]), 0.0, 1.0, told)
        value = b.figures(name)
        if name in DECISIONS:
            b.equal(Check.YES_OR_NO, value, np.round(np.clip(value, 0, 1)), 1.0, told)
        else:
            letter, sizes = _sizes(b.facts, name, money)
            first = np.where(inside, frame[letter].to_numpy(dtype=np.int64), 0)
            b.at_most(Check.NOT_NEGATIVE, -value, 0.0, sizes[first] if len(frame) else 1.0, told)


def _repeated(where: np.ndarray) -> int:
    """How many rows of a table stand where another one does."""
    if (np.diff(where) > 0).all():
        return 0
    return len(where) - len(np.unique(where))


def _sizes(f: Facts, name: str, money: float) -> tuple[str, Floats]:
    """The index letter that says of which material (or of what money) a variable is, and the smallest sizes by that index."""
    if name in ("expand", "capacity", "extra"):
        return "o", f.of_offers
    if name in ("ship", "tag", "flow"):
        return "a", f.of_arcs
    if name in ("draw", "handed", "release"):
        return "r", f.of_draws
    if name in ("level", "kept"):
        return "k", f.of_stocks
    if name in ("base_shortage", "shortage"):
        return "c", f.of_classes
    if name == "volume":
        return "i", np.array([f.of_offers[o] for o, _ in f.at.breaks], dtype=float)
    if name == "excess":
        by_value = [row.basis == "value" for row, *_ in f.at.limits]
        return "i", np.array(
            [money if v else f.least[material] for v, (_, _, material, *_) in zip(by_value, f.at.limits, strict=True)], dtype=float
        )
    assert name == "crisis_cost", name
    return "t", np.full(len(f.years), money)
