"""A material counted in another unit, with every cell that carries it, changes nothing but the units."""

from __future__ import annotations

import math
import random

import pytest
from pandas.testing import assert_frame_equal

from resilience_opt.case.sheets import SHEETS
from resilience_opt.errors import InfeasibleError
from resilience_opt.studies.run import optimize
from tests.reference.book import Book
from tests.reference.countries import key
from tests.reference.network import check
from tests.studies.cases import case_from, least_cost, random_books, same_cost
from tests.studies.restated import carried, in_another_unit, material_by_material

#: Columns of the plan's tables in the unit of the row's material, and those for one unit of it. All others are the same.
IN_UNITS = {
    "allocation": ["quantity"],
    "suppliers": ["capacity", "expansion", "shipped"],
    "stockpiles": ["level", "built", "drawn"],
    "crisis": ["demand", "delivered", "from_stock", "shortage"],
}
FOR_ONE_UNIT = {"allocation": ["unit_cost"], "suppliers": ["break_even"]}
TABLES = ("allocation", "suppliers", "stockpiles", "dependence", "survival", "crisis", "crisis_costs", "costs_by_year")


def test_every_cell_that_carries_a_unit_is_changed():
    """The columns that the change of unit below goes through are those whose unit, in the list of columns, is the material's."""
    wanted = {
        (sheet.SHEET, column.header) for sheet in SHEETS for column in sheet.columns() if "unit" in column.unit.replace("/", " ").split()
    }
    assert carried() == wanted


def every_material_counted_apart(books):
    """Random books with a row a material wherever a cell would carry the units of several; a few then have two lanes for one delivery."""
    for seed, book in books:
        apart = material_by_material(book)
        if check(apart) is None:
            yield seed, book, apart


def test_a_blank_material_means_each():
    """Naming every material where a row of Lanes or Share limits names none changes nothing."""
    respelled = 0
    for seed, book, apart in every_material_counted_apart(random_books(range(100, 140))):
        if apart != book:
            assert same_cost(least_cost(case_from(book)), least_cost(case_from(apart))), seed
            respelled += 1
    assert respelled >= 12


@pytest.mark.parametrize("factor", [1000.0, 0.3])
def test_the_unit_of_a_material_does_not_matter(factor):
    """One material in kilograms, or in another odd unit, and the others as they were: the same cost."""
    plans = 0
    for seed, _, book in every_material_counted_apart(random_books(range(150, 176))):
        material = random.Random(seed).choice([key(name) for name in Book(book).materials])
        first = least_cost(case_from(book))
        assert same_cost(first, least_cost(case_from(in_another_unit(book, material, factor)))), (seed, material)
        plans += math.isfinite(first)
    assert plans >= 10


def recounted(table, name: str, material: str, factor: float):
    """A table of the plan with the material's figures in the new unit."""
    table = comparable(table, name)
    for columns, by in ((IN_UNITS.get(name), factor), (FOR_ONE_UNIT.get(name), 1 / factor)):
        if columns:
            table.loc[table["material"].map(key) == material, columns] *= by
    return table


def comparable(table, name: str):
    """A table with numbers where it says None."""
    return table.astype(dict.fromkeys([*IN_UNITS.get(name, []), *FOR_ONE_UNIT.get(name, [])], float))


def test_a_change_of_unit_changes_nothing_in_the_plan_but_the_units():
    """One of 1024 new units for each old one, so that no digit is rounded: every table is the same but for that factor."""
    plans, factor = 0, 1024.0
    for seed, _, book in every_material_counted_apart(random_books(range(105, 140))):
        material = random.Random(seed).choice([key(name) for name in Book(book).materials])
        try:
            old = optimize(case_from(book))
        except InfeasibleError:
            continue
        new = optimize(case_from(in_another_unit(book, material, factor)))
        for name in TABLES:
            wanted, found = recounted(getattr(old, name), name, material, factor), comparable(getattr(new, name), name)
            assert_frame_equal(found, wanted, rtol=1e-9, atol=1e-9, obj=f"{name} of book {seed}")
        plans += 1
    assert plans >= 15
