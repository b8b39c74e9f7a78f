"""What several tests of the template look at."""

from __future__ import annotations

import pytest
from openpyxl import Workbook, load_workbook

from resilience_opt.case.template import write_template


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The template as it is written without records."""
    path = tmp_path_factory.mktemp("blank") / "new.xlsx"
    write_template(path)
    return load_workbook(path)
