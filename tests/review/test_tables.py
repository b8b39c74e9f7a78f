"""Tables of the archive: what is read is what was written."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resilience_opt.review.archive.tables import as_read, read_table, write_table

_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=8)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(allow_nan=True), _TEXTS | st.none() | st.sampled_from(["\\N", "'", "=1+1", "NA", "", "-", "nan"]), st.booleans(), st.integers(-(2**60), 2**60))))
def test_every_figure_and_text_comes_back(tmp_path: Path, rows: list[tuple[float, str | None, bool, int]]) -> None:
    """Numbers to the last digit, infinities, absent values, and texts that look like numbers, formulas or nothing."""
    table = pd.DataFrame({name: [row[i] for row in rows] for i, name in enumerate(("number", "text", "flag", "whole"))})
    kinds = write_table(table, tmp_path / "x.csv")
    found = read_table(tmp_path / "x.csv", kinds)
    for then, now in zip(rows, found.itertuples(index=False, name=None), strict=True):
        assert (then[0] == now[0] and math.copysign(1, then[0]) == math.copysign(1, now[0])) or (math.isnan(then[0]) and math.isnan(now[0]))
        assert then[1] == (None if kinds["text"] == "number" or pd.isna(now[1]) else now[1])
        assert then[2:] == now[2:]
    pd.testing.assert_frame_equal(found, as_read(table), check_exact=True)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "'=1", "\\N"])
def test_no_text_is_a_formula(tmp_path: Path, text: str) -> None:
    """A name that a spreadsheet would take for a formula begins with an apostrophe in the file."""
    write_table(pd.DataFrame({"text": [text]}), tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(newline="", encoding="utf-8") as file:
        assert list(csv.reader(file))[1] == [f"'{text}"]


def test_other_columns_are_refused(tmp_path: Path) -> None:
    """A file with other columns than were written is not taken for the table."""
    kinds = write_table(pd.DataFrame({"a": [1], "b": [2]}), tmp_path / "x.csv")
    (tmp_path / "x.csv").write_text("b,a\n1,2\n")
    with pytest.raises(ValueError, match="does not have the columns"):
        read_table(tmp_path / "x.csv", kinds)
