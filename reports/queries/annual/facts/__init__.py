"""The facts of an annual report, and what the pages show of them."""
