"""What comes into the house: the workspace on disk, the plan registry, readers of files, landing.

Knows neither dbt nor Dagster; everything above imports it, it imports nothing above it.
"""
