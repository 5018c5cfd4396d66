"""Where a secretary works: the page of a base organisation and the page of a branch."""
