"""The search on several ranks, on one machine or many: mpi-sppy's wheel with a hub of cuts, and spokes of plans and of bounds."""
