"""All projects as a list with their counts, and the page of one."""
