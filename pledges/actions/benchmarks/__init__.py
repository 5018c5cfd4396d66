"""What is done with benchmarks (N07)."""
