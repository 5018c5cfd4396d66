"""What is read of projects, set-based: no query is asked once for each of many."""
