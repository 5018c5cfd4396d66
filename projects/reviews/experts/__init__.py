"""Who judges projects: the holders of the role with their own unit and field."""
