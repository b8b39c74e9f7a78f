"""The packaged examples: found by name, and turned into templates that mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_opt.case import examples as module
from resilience_opt.case.build import read_case
from resilience_opt.case.examples import example, examples, write_example
from resilience_opt.case.template import write_template
from resilience_opt.errors import InputError

SMALL: dict[str, list[dict[str, object]]] = {
    "Settings": [{"Name": "Title", "Value": "First steps"}, {"Name": "First year", "Value": 2027}],
    "Suppliers": [{"Supplier": "Aster", "Country": "Japan"}],
    "Offers": [{"Supplier": "Aster", "Material": "Gallium", "Capacity": 9, "Unit cost": 2, "Standby": 0.25, "Fixed cost": 1}],
    "Demand": [{"Market": "Korea", "Material": "Gallium", "Quantity": 5, "Shortage cost": 99}],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one example, in the place of the packaged ones."""
    write_template(tmp_path / "first-steps.xlsx", SMALL)
    (tmp_path / "~$first-steps.xlsx").write_bytes(b"the lock of an open file")
    monkeypatch.setattr(module, "folder", lambda: tmp_path)
    return tmp_path


def test_examples_are_found_as_names_are_typed(folder: Path) -> None:
    """An example is known by its file name; case, spaces and hyphens do not count, and lock files are no examples."""
    assert examples() == ("first-steps",)
    assert example("First steps") == folder / "first-steps.xlsx"


def test_unknown_example_names_the_nearest(folder: Path) -> None:
    """A mistyped name is answered with the nearest example; one that is like none, with all."""
    with pytest.raises(InputError, match="did you mean 'first-steps'"):
        example("first-step")
    with pytest.raises(InputError, match="there are: first-steps"):
        example("zinc")


def test_example_template_means_what_the_example_means(folder: Path, tmp_path: Path) -> None:
    """Writing an example as a template changes its looks, not its case."""
    write_example(tmp_path / "new.xlsx", "first-steps")
    assert read_case(tmp_path / "new.xlsx") == read_case(folder / "first-steps.xlsx")
    assert read_case(tmp_path / "new.xlsx").settings.title == "First steps"


def test_source_checkout_offers_its_inputs() -> None:
    """Outside of an installed package the examples are the workbooks in inputs/, and each of them is a valid case."""
    assert module.folder().is_dir()
    for name in examples():
        assert read_case(example(name)).offers, name
