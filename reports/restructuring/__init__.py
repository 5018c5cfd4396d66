"""Changes of the tree, each with a preview of what it does to the targets."""
