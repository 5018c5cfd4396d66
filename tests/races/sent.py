"""What is sent in a race, and how the sides of a race are told."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.naughty.fields import called

TEXT = "示例"


@dataclass(frozen=True)
class Sent:
    """A form as it is sent twice: by whom, where to, with what besides the hidden fields that its page shows.

    `url` and `data` may be functions of the world that put the rows into the right state just before; of two addresses
    each tab is sent to one; `typed`: a text
    of it that must still stand on the page of who is refused; `apart`: each tab types another text there, as two people
    do who edit the same; `is_page`: who is refused is shown the form again, not a part of it; `files`: a function that
    makes the files of one tab, as they are read only once; `says`: what stands in the answer of a form that shows a
    page when it worked, "" for one that leads to another page.

    `why`: the reason why it is right that not just one of the two succeeds: `winners` do, who write `entries` into the
    log, one each unless told otherwise.
    """

    who: str
    url: str | Callable
    data: dict | Callable = field(default_factory=dict)
    typed: str = ""
    files: Callable = dict
    apart: bool = False
    is_page: bool = True
    says: str = ""
    why: str = ""
    winners: int = 1
    entries: int | None = None

    def made_ready(self, world):
        """((its address, or one for each tab), what is sent) once the rows are in the state for it."""
        path = called(self.url, world)
        return path if isinstance(path, tuple) else (path,), called(self.data, world)


# Of a form that, sent again with the same, finds nothing to change.
SAME = {"why": "what says the same changes nothing", "winners": 2, "entries": 1}
