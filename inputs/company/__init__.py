"""An electronics maker with three plants, 40 suppliers and 25 parts and materials over three tiers, 2026 to 2028.

``python -m inputs.company`` writes ``inputs/company.xlsx``. The company and its suppliers are invented; prices, lead times and
disruptions are those of the world where they were found.
"""
