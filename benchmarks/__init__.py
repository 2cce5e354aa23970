"""Measured speed: ratios taken in one run, because machines are noisy; never part of the tests."""
