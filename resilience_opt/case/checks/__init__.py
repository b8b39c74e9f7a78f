"""Checks of what rows say together; each file is one idea."""

from resilience_opt.case.checks.run import find_case_faults, find_doubts, find_faults

__all__ = ["find_case_faults", "find_doubts", "find_faults"]
