"""Organisations as other workbooks name them: by code and name, which must belong together."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from core.workbooks.guesses import CodeTwins


class Directory:
    """Finds what is wrong with a code and a name; `known`: the organisations there are, by code, each with its `name`.

    One that lost its zeros on the way is offered, the one of that name first.
    """

    def __init__(self, known: Mapping):
        self.known, self.twins = known, CodeTwins(known)

    def objections(self, code: str | None, name: str | None):
        """(column, sentence) of what is wrong; an empty code or name was objected to already."""
        found = self.known.get(code)
        if code and found is None:
            yield "organisation", self._unknown(code, name)
        elif found and name and found.name != name:
            sentence = _("The code %(code)s belongs to “%(known)s”, not to “%(name)s”.")
            yield "name", sentence % {"code": code, "known": found.name, "name": name}

    def _unknown(self, code, name):
        twins = self.twins.of(code)
        meant = [twin for twin in twins if self.known[twin].name == name] or twins
        if meant:
            words = {"code": code, "guess": " / ".join(meant)}
            return _("There is no organisation %(code)s. Did you mean %(guess)s?") % words
        return _("There is no organisation %(code)s.") % {"code": code}
