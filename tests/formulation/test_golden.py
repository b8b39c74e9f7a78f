"""Each family's rows on a smallest case are as in its golden listing, which was held against the formulas line by line.

A difference is a change of the mathematics: read it, and if it is meant, write the listings anew with
``python -m tests.formulation.golden`` and say in CHANGELOG whether the optimum can change.
"""

from __future__ import annotations

import pytest

from tests.formulation.golden.listing import figure
from tests.formulation.golden.registry import FAMILIES, FOLDER, MEASURES, all_names, family, listing, missing, path_of


@pytest.mark.parametrize("name", all_names())
def test_rows_are_as_they_were_read(name):
    """What the code makes of the family's case is what the golden listing holds."""
    assert listing(name) == path_of(name).read_text(encoding="utf-8")


def test_every_family_and_measure_has_a_listing():
    """A new module in families/ or risk/ needs a case and a listing, and what is missing is said in a sentence."""
    assert list(missing(all_names())) == []


def test_a_family_without_a_listing_is_told_what_to_do():
    """The sentence names the family, the file to edit and the command."""
    (sentence,) = missing(["tolls"])
    assert "'tolls' has no golden listing" in sentence and "plan_cases.py" in sentence and "python -m tests.formulation.golden" in sentence


@pytest.mark.parametrize("name", [*FAMILIES, *MEASURES])
def test_every_row_of_a_family_occurs_in_its_listing(name):
    """A function under @row that the family's case does not reach would be frozen unseen."""
    lines = path_of(name).read_text(encoding="utf-8").splitlines()
    unseen = [row.name for row in family(name).rows if not any(line.startswith(f"  {row.name}(") for line in lines)]
    assert not unseen, f"extend the case of '{name}' so that {', '.join(unseen)} occurs, and write the listings anew"


def test_every_listing_has_its_family():
    """A listing whose family is gone is left over."""
    assert sorted(p.stem for p in FOLDER.glob("*.txt")) == sorted(all_names())


@pytest.mark.parametrize(
    ("value", "text"), [(1 / 12, "1/12"), (0.7 / 12 * 0.75, "0.04375"), (1 - 0.4, "0.6"), (-0.0, "0"), (120.0, "120"), (5 / 96, "5/96")]
)
def test_figures_are_short_and_exact(value, text):
    """A weight is shown as a person would write it."""
    assert figure(value) == text
