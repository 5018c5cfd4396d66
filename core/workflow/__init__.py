"""Life-cycles: the table of transitions, and what a page of a decision needs."""
