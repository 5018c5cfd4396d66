"""What projects ask: of who applies and carries them out, of who decides, of experts."""

from projects.todos import deciders, experts, writers

__all__ = ["deciders", "experts", "writers"]
