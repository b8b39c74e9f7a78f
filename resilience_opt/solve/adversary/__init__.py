"""The exact adversary: sets of attacks found as they are needed; see :mod:`resilience_opt.solve.adversary.loop`."""
