"""What would follow: the targets before and after a decision, and what waits that would count."""
