"""The text of a golden listing: a family's columns and rows, or costs, as the compiler makes them of a small case.

Nothing is scaled, so that a reader meets the workbook's own figures. A line of a row reads
`name(index): weight column ... sense bound`; rows and columns of a crisis end in `@year.scenario`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction

import numpy as np

from resilience_opt.case.case import Case
from resilience_opt.compile.labels import column_names, row_names
from resilience_opt.compile.program import Compiled, compile_statement, extensive_form
from resilience_opt.formulation.definition import load_model
from resilience_opt.formulation.statement import Family, Row
from resilience_opt.network.build import build_network
from resilience_opt.network.network import Network

WIDTH = 140
#: A weight such as 1/12 is shown as a fraction where its denominator is no larger than this.
LARGEST_DENOMINATOR = 4800
#: Stands for a space at which no line may end.
GLUE = "\u00a0"


def compiled_case(case: Case, model: str) -> Compiled:
    """A case compiled without scaling."""
    return compile_statement(build_network(case), load_model(model))


def family_listing(compiled: Compiled, family: Family) -> str:
    """Columns and rows of one family."""
    blocks = [legend(compiled.net)]
    if family.variables:
        blocks.append("\n".join(["columns", *_columns(compiled, {v.name for v in family.variables})]))
    lines = _rows(compiled)
    for row in family.rows:
        blocks.append("\n".join([f"{row.name} ({row.stage}): {_first_sentence(row)}", *lines.get(row.name, ["  none"])]))
    return "\n\n".join(blocks) + "\n"


def cost_listing(compiled: Compiled, kinds: Iterable[str]) -> str:
    """Weights of kinds of cost in every year, before discounting."""
    names = column_names(compiled)
    blocks = []
    for kind in kinds:
        lines = [
            _line(f"{kind}({t})", names, np.flatnonzero(weights), weights[weights != 0]) for t, weights in enumerate(compiled.cost_of[kind])
        ]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def objective_listing(compiled: Compiled) -> str:
    """What is minimised: every year's costs, discounted."""
    weights = extensive_form(compiled)[0].cost
    return _line("minimise", column_names(compiled), np.flatnonzero(weights), weights[weights != 0]) + "\n"


def figure(value: float) -> str:
    """A number for a reader: short where that is exact to the twelfth digit, a fraction where that is what it is."""
    if abs(float(f"{value:.6g}") - value) <= 1e-12 * abs(value):
        return f"{value + 0.0:.6g}"
    fraction = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    return str(fraction) if abs(float(fraction) - value) <= 1e-12 * abs(value) else f"{value:.9g}"


def legend(net: Network) -> str:
    """What the positions in the names stand for."""
    end = [f"{_need(net, q)}" if q >= 0 else net.stocks.record[k].stockpile for q, k in zip(net.arcs.need, net.arcs.stock, strict=True)]
    parts = {
        "year": [str(year) for year in net.years],
        "scenario": [f"s{w + 1} {name}" for w, name in enumerate(net.shocks.names)],
        "offer": [f"{o.supplier} {o.material}" for o in net.offers.record],
        "need": [_need(net, q) for q in range(len(net.needs))],
        "arc": [
            f"{net.offers.record[o].supplier} {net.offers.record[o].material} > {to}" for o, to in zip(net.arcs.offer, end, strict=True)
        ],
        "class": [f"{_need(net, q)} {p}" for q, p in zip(net.classes.need, net.classes.priority, strict=True)],
        "stockpile": [k.stockpile for k in net.stocks.record],
        "draw": [f"{net.stocks.record[k].stockpile} > {_need(net, q)}" for k, q in zip(net.draws.stock, net.draws.need, strict=True)],
        "account": [", ".join(sorted(a.members)) + ("" if a.origin is None else f", of {net.materials[a.origin]}") for a in net.accounts],
        "limit": [
            f"{row.limit.side} {figure(row.limit.share)} of {row.limit.material} at {row.limit.destination} from {row.limit.group}"
            for row in net.limits
        ],
        "source limit": [f"{s.record.material} from {s.record.group or 'anyone'}" for s in net.sources],
        "price break": [f"{net.offers.record[b.offer].supplier} {net.offers.record[b.offer].material}, {b.kind}" for b in net.breaks],
    }
    return "\n".join(
        f"# {kind} " + "; ".join(f"{i} {text}" if kind != "scenario" else text for i, text in enumerate(texts))
        for kind, texts in parts.items()
        if texts
    )


def _need(net: Network, q: int) -> str:
    return f"{net.needs.node[q].name} {net.materials[net.needs.material[q]]}"


def _first_sentence(row: Row) -> str:
    return " ".join(row.doc.split("\n\n")[0].split())


def _columns(compiled: Compiled, wanted: set[str]) -> Iterator[str]:
    program = extensive_form(compiled)[0]
    for name, low, high, whole in zip(column_names(compiled), program.lower, program.upper, program.integer, strict=True):
        if name.split("(")[0] in wanted:
            left = f"{figure(low)} <= " if np.isfinite(low) else ""
            right = f" <= {figure(high)}" if np.isfinite(high) else ""
            yield f"  {left}{name}{right}" + (", whole" if whole else "") + ("" if left or right else ", free")


def _rows(compiled: Compiled) -> dict[str, list[str]]:
    """Lines of every row of the extensive form, by the name of its function."""
    program, marks = extensive_form(compiled)
    columns = column_names(compiled)
    found: dict[str, list[str]] = {}
    for i, name in enumerate(row_names(compiled, marks)):
        entries = slice(program.start[i], program.start[i + 1])
        low, high = program.row_lower[i], program.row_upper[i]
        sense = f"= {figure(low)}" if low == high else f"<= {figure(high)}" if np.isinf(low) else f">= {figure(low)}"
        line = _line(f"  {name}", columns, program.column[entries], program.value[entries], sense)
        found.setdefault(name.split("(")[0], []).append(line)
    return found


def _line(name: str, columns: list[str], where: np.ndarray, weights: np.ndarray, sense: str = "") -> str:
    terms = [f"{'-' if w < 0 else '+'}{figure(abs(float(w)))}{GLUE}{columns[c]}" for c, w in zip(where, weights, strict=True)]
    text = f"{name.replace(' ', GLUE)}: " + "  ".join(terms or ["0"]) + (f"  {sense.replace(' ', GLUE)}" if sense else "")
    lines = textwrap.wrap(text, WIDTH, subsequent_indent=" " * 8, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(GLUE, " ")
