"""Where an organisation belonged, what it was called, of which category it was and who led it on a day (M10, R34).

Path, name and category are the present only; the dated changes lead back. What changes on a day holds on that day
(R13, R14).
"""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone

from branches import tree
from branches.choices import Category, ChangeKind
from branches.models import UNIT_PATH, Change, Organisation, Secretary
from core.scope import within

MAX_NAMED = 500
OF_VALUES = (ChangeKind.RENAMED, ChangeKind.RECLASSIFIED)  # before and after are no codes


def unit_on(organisation, day):
    """The base organisation `organisation` belonged to on `day`; itself when it is one, None for the university."""
    return units_on([organisation], day).get(organisation.pk)


def units_on(organisations, day):
    """{primary key: base organisation on `day`}, the university left out: three queries whatever their number."""
    organisations = list(organisations)
    branches = [one for one in organisations if len(one.path) > len(one.unit_path)]
    moved = _next_change(branches, ChangeKind.MOVED, day)
    former = Organisation.objects.in_bulk(set(moved.values()), field_name="code")
    present = tree.parents_of([branch for branch in branches if branch.pk not in moved])
    found = {one.pk: one for one in organisations if one.is_unit}
    for branch in branches:
        found[branch.pk] = former[moved[branch.pk]] if branch.pk in moved else present[branch.path]
    return found


def unit_names_on(organisations, day):
    """{primary key: what its base organisation was called on `day`}: four queries whatever their number."""
    units = units_on(organisations, day)
    names = names_on(units.values(), day)
    return {key: names[unit.pk] for key, unit in units.items()}


def unit_path_on(lookup: str, day) -> Combinable:
    """The path of the base organisation to which the organisation at `lookup` ("": itself) belonged on `day`, as an
    expression: no query of its own."""
    present = Substr(f"{lookup}__path" if lookup else "path", 1, UNIT_PATH)
    if day >= timezone.localdate():
        return present
    moves = Change.objects.filter(kind=ChangeKind.MOVED, on__gt=day, organisation=OuterRef(lookup or "pk")).order_by(
        "on", "pk"
    )
    former = Organisation.objects.filter(code=OuterRef("before")).order_by().values("path")
    return Coalesce(Subquery(moves.annotate(left=Subquery(former[:1])).values("left")[:1]), present)


def belonging(rows, unit, day):
    """Those of `rows` (a queryset of organisations) that belonged to the base organisation `unit` on `day`, or are it.

    Their path tells for those that did not move since, the first move since for the others.
    """
    if day >= timezone.localdate():
        return rows.filter(within("", unit.path))
    moves = Change.objects.filter(kind=ChangeKind.MOVED, on__gt=day)
    left = moves.filter(before=unit.code).order_by().values("organisation")
    first = moves.filter(organisation=OuterRef("pk")).order_by("on", "pk").values("before")[:1]
    near = rows.filter(within("", unit.path) | Q(pk__in=left)).annotate(former=Subquery(first))
    return near.filter(Q(former=unit.code) | Q(within("", unit.path), former=None))


def keys_below(code: str, day):
    """The primary keys, as a subquery, of the organisation with that code and of what was below it on `day`; of none
    when there is no such organisation."""
    rows, place = Organisation.objects.order_by(), Organisation.objects.filter(code=code).first()
    if place is None:
        return rows.none().values("pk")
    return (belonging(rows, place, day) if place.is_unit else rows.filter(within("", place.path))).values("pk")


def names_on(organisations, day):
    """{primary key: name on `day`}: one query whatever their number."""
    organisations = list(organisations)
    renamed = _next_change(organisations, ChangeKind.RENAMED, day)
    return {one.pk: renamed.get(one.pk, one.name) for one in organisations}


def name_on(organisation, day) -> str:
    """What `organisation` was called on `day`: no query for today."""
    return organisation.name if day == timezone.localdate() else names_on([organisation], day)[organisation.pk]


def call_as_on(organisations, day) -> None:
    """Give `organisations` the names they had on `day`, never to be saved: no query for today, else one."""
    if day < timezone.localdate():
        found = list(organisations)
        names = names_on(found, day)
        for one in found:
            one.name = names[one.pk]


def called_on(rows, day):
    """`rows` (a queryset of organisations), each with `called`, its name on `day`: no query of its own."""
    renamed = Change.objects.filter(kind=ChangeKind.RENAMED, on__gt=day, organisation=OuterRef("pk"))
    return rows.annotate(called=Coalesce(Subquery(renamed.order_by("on", "pk").values("before")[:1]), F("name")))


def categories_on(organisations, day) -> dict[int, str]:
    """{primary key: stored category on `day`}, "" without one: one query whatever their number (R34)."""
    organisations = list(organisations)
    former = _next_change(organisations, ChangeKind.RECLASSIFIED, day)
    return {one.pk: former.get(one.pk, one.category) for one in organisations}


def category_on(organisation, day) -> str:
    """The category of `organisation` on `day` in words, "" without one: no query for today."""
    is_today = day == timezone.localdate()
    return category_word(organisation.category if is_today else categories_on([organisation], day)[organisation.pk])


def category_word(category) -> str:
    """A stored category in words, "" for none."""
    return str(Category(category).label) if category else ""


def secretaries_on(organisations, day) -> dict[int, Secretary]:
    """{primary key: who is in office on `day`}, vacant ones left out: one query whatever their number (R29)."""
    rows = Secretary.objects.in_office_on(day).filter(organisation__in=organisations)
    return {row.organisation_id: row for row in rows.order_by("pk")}


def secretary_on(organisation, day) -> str:
    """The name of who leads `organisation` on `day`, "" while the post is vacant: one query (R29)."""
    found = secretaries_on([organisation], day).get(organisation.pk)
    return found.name if found else ""


@dataclass(frozen=True)
class Owner:
    """Whose something is, on a day; `unit`: name of its base organisation, `secretary`: "" when vacant."""

    organisation: Organisation
    name: str
    unit: str
    category: str
    secretary: str


def owners_on(organisations, day) -> dict[int, Owner]:
    """{primary key: Owner on `day`}: six queries whatever their number."""
    units, leaders = units_on(organisations, day), secretaries_on(organisations, day)
    categories = categories_on(organisations, day)
    names = names_on({*organisations, *units.values()}, day)
    return {
        one.pk: Owner(
            organisation=one,
            name=names[one.pk],
            unit=names[units[one.pk].pk],
            category=category_word(categories[one.pk]),
            secretary=leaders[one.pk].name if one.pk in leaders else "",
        )
        for one in organisations
    }


def named_in(changes) -> dict[str, Organisation]:
    """The units and successors that `changes` name, by code: one query."""
    named = [change for change in changes if change.kind not in OF_VALUES]
    codes = {code for change in named for code in (change.before, change.after)} - {""}
    return {one.code: one for one in Organisation.every.filter(code__in=codes).order_by("path")}


def told_value(change, value, named) -> Organisation | str:
    """What `value`, before or after `change`, stands for: one of `named` (`named_in`), a category in words, else it."""
    if change.kind == ChangeKind.RECLASSIFIED:
        return category_word(value)
    return value if change.kind in OF_VALUES else named.get(value, value)


def _next_change(organisations, kind, day):
    """{primary key: what stood before the first change of `kind` after `day`}, unchanged ones left out."""
    keys = {organisation.pk for organisation in organisations}
    rows = Change.objects.filter(kind=kind, on__gt=day)
    if len(keys) <= MAX_NAMED:
        rows = rows.filter(organisation__in=keys)
    found = {}
    for key, before in rows.order_by("on", "pk").values_list("organisation", "before"):
        found.setdefault(key, before)
    return found
