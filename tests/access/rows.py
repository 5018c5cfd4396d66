"""A row of the access matrix, and the words it is written in. Each app's rows stand in `tests/<app>/access.py`.

Refusals: anonymous → sign-in; the role lacks the function → 403; a row outside one's place → 404 (security.md).
"""

from dataclasses import dataclass, field

# A department · V viewer of everything · v viewer of unit 01 · U unit secretary of 01 · B branch secretary of 0101
# E expert · C accounts · L audit log · S signed in without any appointment · N anonymous
PEOPLE = {
    "A": "department",
    "V": "viewer",
    "v": "viewer-01",
    "U": "unit-01",
    "B": "branch-0101",
    "E": "expert",
    "C": "accounts",
    "L": "audit",
    "S": "stranger",
    "N": None,
}
SIGNED_IN = "AVvUBECLS"
EVERYONE = SIGNED_IN + "N"
BOUND = "vUB"
SIGN_IN = "sign-in"
UNIVERSITY_ONLY = {"vown": 404}  # a viewer, but of one unit


@dataclass(frozen=True)
class AccessRow:
    """Who may open an address, and with which answer.

    `own`, `other`: arguments of the address inside and outside the place of those bound to one; `query` and
    `other_query`: what stands behind the question mark; `send`: who of them may send the form, everyone by default;
    `data`: the fields sent; `but`: answers out of the order, by letter and place; `read`: what a verb answers to a GET.
    """

    who: str
    ok: int = 200
    send: str | None = None
    own: tuple = ()
    other: tuple = ()
    query: str = ""
    other_query: str = ""
    data: dict = field(default_factory=dict)
    but: dict = field(default_factory=dict)
    read: int = 405

    @property
    def first(self):
        """The first role who may open it, at the own place, as a key of the answers."""
        return f"{self.who[0]}own"

    def answers(self):
        """The promised answer to each role at each place."""
        places = ("own", "other") if self.other or self.other_query else ("own",)
        return {letter + place: self._answer(letter, place) for letter in PEOPLE for place in places}

    def refusals(self):
        """The promised answer to each role that may not send the form."""
        mute = (
            {} if self.send is None else dict.fromkeys((f"{one}own" for one in self.who if one not in self.send), 403)
        )
        refused = {key: answer for key, answer in self.answers().items() if answer in (SIGN_IN, 403, 404)}
        return refused | mute

    def _answer(self, letter, place):
        if letter + place in self.but:
            return self.but[letter + place]
        if letter in self.who:
            return 404 if place == "other" and letter in BOUND else self.ok
        return SIGN_IN if letter == "N" else 403
