"""Tasks with the five-fixed fields (五定), reported with proof and confirmed by somebody else."""
