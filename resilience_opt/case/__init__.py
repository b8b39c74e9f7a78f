"""From the workbook to a checked, frozen case."""

from resilience_opt.case.book import BadCell, Book, Grid, Line
from resilience_opt.case.build import build, read_case
from resilience_opt.case.case import Case

__all__ = ["BadCell", "Book", "Case", "Grid", "Line", "build", "read_case"]
