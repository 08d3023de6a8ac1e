"""Measurements, written down in docs/benchmarks.md with the command that made them."""
