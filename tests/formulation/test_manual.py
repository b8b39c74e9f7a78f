"""The manual of the mathematics, and the definitions of models."""

from __future__ import annotations

from pathlib import Path

import pytest

from resilience_opt.case.models import model_names
from resilience_opt.errors import ModelError
from resilience_opt.formulation.definition import load_model
from resilience_opt.formulation.manual import mathematics


def test_the_committed_manual_is_what_the_code_says():
    """docs/mathematics.md is generated: `make docs` renews it."""
    assert Path("docs/mathematics.md").read_text(encoding="utf-8") == mathematics()


def test_every_row_has_a_formula():
    """Each constraint's docstring carries its formula."""
    missing = [row.name for f in load_model("worst-case").families for row in f.rows if ":math:" not in row.doc and ".. math::" not in row.doc]
    assert missing == []


def test_definitions():
    """Models extend one another, a hook joins the statement, and an unknown name is answered with the nearest."""
    assert {"standard", "risk-averse", "worst-case", "few-newcomers"} <= set(model_names())
    assert load_model("risk-averse").risk_aversion == 1 and load_model("standard").risk_aversion == 0
    assert load_model("worst-case").risk_name == "worst-case"
    hooked = [row.name for f in load_model("few-newcomers").families for row in f.rows]
    assert "few_newcomers" in hooked
    with pytest.raises(ModelError, match="did you mean 'standard'"):
        load_model("standrad")
