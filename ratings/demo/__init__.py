"""A fictional university to look around in: 示范大学, with 45 base organisations, 341 branches and one campaign."""
