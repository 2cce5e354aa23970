"""The plan registry: reading, writing and landing the municipal plans, and what their printed words mean."""
