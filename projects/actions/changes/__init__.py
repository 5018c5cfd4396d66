"""Changes of what was approved: asked for by who carries the project out, decided by who approved it."""

from projects.actions.changes.asking import ask
from projects.actions.changes.deciding import grant, refuse

__all__ = ["ask", "grant", "refuse"]
