"""Benchmarks: chosen, compared item by item, decided."""
