"""How many projects of a call are excellent (R38). Pure."""


def is_over(excellent: int, accepted: int, percent: int) -> bool:
    """Whether `excellent` of `accepted` projects are more than so many percent: worth a word, never a bar."""
    return excellent * 100 > percent * accepted
