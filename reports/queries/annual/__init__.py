"""What the annual report asks besides its figures: what stands against it, its editions, what differs and why."""
