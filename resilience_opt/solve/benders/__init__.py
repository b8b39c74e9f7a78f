"""Benders decomposition on the yes/no decisions; see :mod:`resilience_opt.solve.benders.loop`."""
