"""Files that people send in as proofs: looked into, kept out of sight, handed out as downloads only."""
