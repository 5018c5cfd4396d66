"""The fictional university to look around in: 示范大学, put together from what each app shows of itself."""
