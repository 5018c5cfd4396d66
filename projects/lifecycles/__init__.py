"""Tables of transitions: of projects, of what they hand in, of what they ask for."""
