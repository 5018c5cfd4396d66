"""The inbox: what waits for a person, from the to-dos of all apps."""
