"""What the branches of the fictional university write in their plans and reports, by category."""
