"""How many random histories a test draws: HISTORIES in the environment says it for all of them."""

import os


def draws(usually: int) -> int:
    """How many to draw, `usually` where nothing else is asked for."""
    return int(os.environ.get("HISTORIES", usually))
