"""What is sent in the races, by the name of the address and its verb."""
