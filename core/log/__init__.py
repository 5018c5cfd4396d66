"""What happened, as the log keeps it: acts of persons, sign-ins, downloads, refusals."""
