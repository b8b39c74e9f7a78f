"""The exposure workbook: where today is weak, before any optimisation."""
