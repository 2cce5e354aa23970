"""The order of things: intake, warehouse, publications as one Dagster graph, and the `pmp` command over it.

Holds no domain rule: a body here reads, calls a plain function of another room, records what happened and returns.
"""
