"""The workbook of benchmarks (对标赶超): which branch follows which, and in what (N07)."""
