"""The projects of a call in the order of what their experts say (R37): three queries, however many there are."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from branches.models import Organisation
from projects.models import Panel, Project
from projects.queries.reviews import JUDGED_IN, results_of
from projects.rules.review import PanelResult


@dataclass(frozen=True)
class RankedProject:
    """A project with its `place`, which it shares with those of the same unrounded result; None without a result."""

    place: int | None
    project: Project
    unit: str
    result: PanelResult | None


def judged(rows: QuerySet[Project], stage: str) -> QuerySet[Project]:
    """Those of `rows` that experts judge at `stage`, or judged."""
    panels = Panel.objects.filter(project=OuterRef("pk"), stage=stage)
    return rows.filter(Q(Exists(panels)) | Q(state=JUDGED_IN[stage]))


def ranking(rows: QuerySet[Project], stage: str) -> list[RankedProject]:
    """The projects `rows`, the best first, those without a sheet last."""
    projects = list(judged(rows, stage).with_people().order_by("pk"))
    results, units = results_of(projects, stage), _units(projects)
    values = [found.value for found in results.values() if found.count]
    lines = [_ranked(one, results.get(one.pk), values, units) for one in projects]
    return sorted(lines, key=lambda line: (line.place is None, line.place))


def _ranked(project, result, values, units):
    has_value = result is not None and result.count > 0
    place = 1 + sum(value > result.value for value in values) if has_value else None
    return RankedProject(place, project, units[project.organisation.unit_path], result)


def _units(projects):
    """{path: name} of the base organisations of `projects`."""
    paths = {one.organisation.unit_path for one in projects}
    return dict(Organisation.objects.filter(path__in=paths).values_list("path", "name"))
