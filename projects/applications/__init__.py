"""Applications: written, checked for completeness, handed in, looked at by the unit; as a Word form."""
