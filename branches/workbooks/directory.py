"""Organisations as other workbooks name them: by code and name, which must belong together."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import Organisation
from core.names import same_name
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
        elif found and name and not same_name(found.name, name):
            sentence = _("The code %(code)s belongs to “%(known)s”, not to “%(name)s”.")
            yield "name", sentence % {"code": code, "known": found.name, "name": name}

    def _unknown(self, code, name):
        twins = self.twins.of(code)
        meant = [twin for twin in twins if same_name(self.known[twin].name, name or "")] or twins
        if meant:
            words = {"code": code, "guess": " / ".join(meant)}
            return _("There is no organisation %(code)s. Did you mean %(guess)s?") % words
        return _("There is no organisation %(code)s.") % {"code": code}


def organisations_by_code() -> dict[str, Organisation]:
    """Every organisation: who brings a workbook names branches of other units as well."""
    return {one.code: one for one in Organisation.objects.order_by()}


def misnamed(directory: Directory, key: str, values: Mapping) -> Iterator[tuple[str, str]]:
    """(column, sentence) of what is wrong with the code at `key` and the name beside it, which name a branch."""
    cells = {"organisation": key, "name": f"{key}_name"}
    for column, sentence in directory.objections(values.get(key), values.get(f"{key}_name")):
        yield cells[column], sentence
    found = directory.known.get(values.get(key))
    if found and found.kind not in BRANCH_KINDS:
        yield key, _("%(name)s is no branch.") % {"name": found.name}
