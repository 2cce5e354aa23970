"""Contradictions inside a plan, found by rule: one small function each, in a module by subject; they never block."""
