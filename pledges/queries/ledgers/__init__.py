"""What the ledgers tell of twinnings, benchmarks, meetings and of raising as a whole, as of a day (R34)."""
