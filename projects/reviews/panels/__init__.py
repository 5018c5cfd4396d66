"""The experts of one project, or of several: assigned, taken away, closed."""
