"""Workbooks of real cases, each made by a script that holds every figure once, with its source."""
