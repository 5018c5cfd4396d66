"""What branches of the fictional university do for each other."""
