"""One folding of typed text (R33): how it is stored, and how names and searches are compared."""

from core.names.texts import (
    HAN,
    INVISIBLE,
    RADICALS,
    fold,
    fold_lines,
    name_key,
    same_name,
    search_key,
)

__all__ = ["HAN", "INVISIBLE", "RADICALS", "fold", "fold_lines", "name_key", "same_name", "search_key"]
