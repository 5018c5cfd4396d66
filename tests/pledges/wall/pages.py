"""What public pages are looked at for."""

import re


def forbidden(html, world):
    """Words in a page, its attributes included, that no public page says: the lowest tier, scores, user names."""
    words = ["后进", "lagging", "得分：", "score:", *(name for name in world.people if "-" in name)]
    return [word for word in words if re.search(re.escape(word), html, re.IGNORECASE)]
