"""What the annual report is read from: facts of a day, what stands against it, its editions, what differs and why."""
