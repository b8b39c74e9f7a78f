"""Recipes that form a cycle: a material would be made from itself."""

from __future__ import annotations

from collections.abc import Iterator

from resilience_opt.case.draft import Draft, Entry
from resilience_opt.case.sheets import Recipe
from resilience_opt.errors import Fault


def cycles(draft: Draft) -> Iterator[Fault]:
    """One fault for each cycle, at the row that closes it."""
    edges: dict[str, dict[str, Entry]] = {}
    for entry in draft.rows(Recipe, "output", "input", "quantity"):
        if entry["quantity"] > 0:
            edges.setdefault(entry["output"], {}).setdefault(entry["input"], entry)
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            path.append(start)
            stack.append((start, iter(edges[start])))
        while stack:
            here, inputs = stack[-1]
            following = next(inputs, None)
            if following is None:
                done.add(here)
                stack.pop()
                path.pop()
            elif following in path:
                loop = [*path[path.index(following) :], following]
                yield draft.fault(edges[here][following], "input", "the recipes form a cycle: " + " is made from ".join(f"'{m}'" for m in loop))
            elif following in edges and following not in done:
                path.append(following)
                stack.append((following, iter(edges[following])))
