"""With an organisation nothing of its projects is lost: they pass to who takes it over, else to its unit (R16)."""

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import Organisation
from branches.tree import parents_of
from core import history
from projects.choices import ENDED
from projects.models import Call, Expert, Notice, Project


@transaction.atomic
def follow_closings(*, organisations, **_signal) -> None:
    """Receiver of `branches.signals.closed`: projects that have not ended, of `organisations` (primary keys) or
    supported by them, pass to the successor, else to the unit; of a unit without a successor they stay. Calls and
    notices of a unit pass to its successor, who decides, publishes and answers from then on. Experts of a unit become
    experts of its successor: they judge nothing of it either (R37)."""
    closed = list(Organisation.objects.filter(pk__in=organisations).select_related("successor"))
    heirs = _heirs(closed)
    for name in ("organisation", "supporting"):
        rows = Project.objects.filter(**{f"{name}__in": heirs}).exclude(state__in=ENDED).order_by("pk")
        _pass_on(list(rows.select_related(name)), name, heirs)
    for model, name in ((Call, "host"), (Notice, "host"), (Expert, "unit")):
        _follow(model, name, heirs)


def _heirs(closed):
    """{primary key of who is closed: who takes over}, without those of whom nobody does. Who takes over and is closed
    too has an heir in turn."""
    parents = parents_of([one for one in closed if not one.successor_id and not one.is_unit])
    found = {one.pk: one.successor or parents.get(one.path) for one in closed}
    further = [one for one in found.values() if one and one.closed_on]
    last = _heirs(further) if further else {}
    return {key: last.get(heir.pk, heir) for key, heir in found.items() if heir}


def _pass_on(projects, name, heirs):
    for project in projects:
        heir = heirs[getattr(project, f"{name}_id")]
        setattr(project, name, None if name == "supporting" and heir.is_unit else heir)
    history.update(Project, projects, [name], by=None, reason=_("Passed on with its organisation."))


def _follow(model, name, heirs):
    """Rows of `model` whose organisation `name` is closed belong to its heir."""
    rows = list(model.objects.filter(**{f"{name}__in": heirs}).order_by("pk"))
    for one in rows:
        setattr(one, name, heirs[getattr(one, f"{name}_id")])
    history.update(model, rows, [name], by=None, reason=_("Passed on with its organisation."))
