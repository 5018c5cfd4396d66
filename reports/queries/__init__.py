"""What the pages of reports read from several apps: set-based, in a constant number of queries."""
