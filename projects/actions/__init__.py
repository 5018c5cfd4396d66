"""What is done with projects: a package for each room. Every verb is atomic, takes `by=` (a User, None for a command)
and leaves history; it raises ValidationError keyed by the argument at fault, and TooLate when somebody else was faster.
"""
