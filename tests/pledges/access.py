"""Who may open which address of plans, and what there is to see."""
