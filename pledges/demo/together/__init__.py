"""What the branches of the fictional university do for each other, and what they show."""
