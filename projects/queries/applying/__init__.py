"""Who may apply to which call, and what an application still lacks."""
