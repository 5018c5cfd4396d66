"""What the roster asks of the department: posts without a holder, terms that are over (N13)."""

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.models import Appointment, Organisation, Secretary
from core.choices import Role
from core.todos import NAMED, Todo, named, rule


@rule(Role.DEPARTMENT)
def vacant(university, scope):
    """Open organisations without a secretary in office."""
    in_office = _in_office(scope).filter(organisation=OuterRef("pk"))
    return _posts(
        _open(scope).exclude(Exists(in_office)),
        "vacant",
        lambda count: ngettext(
            "%(count)d organisation has no secretary in office.",
            "%(count)d organisations have no secretary in office.",
            count,
        ),
    )


@rule(Role.DEPARTMENT)
def overdue(university, scope):
    """Open organisations whose secretary's term has run out."""
    over = _in_office(scope).filter(term_to__lt=timezone.localdate())
    is_open = Exists(_open(scope).filter(pk=OuterRef("organisation")).order_by())
    return _posts(
        _open(scope).filter(pk__in=over.values("organisation")),
        "overdue",
        lambda count: ngettext(
            "The secretary's term has run out in %(count)d organisation.",
            "The secretary's term has run out in %(count)d organisations.",
            count,
        ),
        since=over.filter(is_open).aggregate(day=Min("term_to"))["day"],
    )


@rule(Role.DEPARTMENT)
def outliving(university, scope):
    """Appointments that bear the name of somebody who left the office they go with (R29)."""
    rows = scope.of(Appointment).outliving(timezone.localdate()).order_by("organisation__path", "pk")
    count = rows.count()
    if not count:
        return
    named_rows = rows.select_related("user", "organisation")[:NAMED]
    names = tuple((f"{one.user.name} · {one.organisation.name}", _end_of(one)) for one in named_rows)
    sentence = ngettext(
        "%(count)d appointment bears the name of a secretary who has left: end it, or keep it on purpose.",
        "%(count)d appointments bear the name of a secretary who has left: end them, or keep them on purpose.",
        count,
    )
    url = f"{reverse('admin:branches_appointment_changelist')}?in_force=left"
    why = sentence % {"count": count}
    yield Todo(why, Role.DEPARTMENT, url, _("Appointments"), rule="R29", names=names, more=count - len(names))


def _end_of(appointment):
    return reverse("admin:branches_appointment_change", args=[appointment.pk])


def _in_office(scope):
    return scope.of(Secretary).in_office_on(timezone.localdate()).order_by()


def _open(scope):
    return scope.of(Organisation).open_on(timezone.localdate()).exclude(depth=1)


def _posts(rows, office, sentence, since=None):
    """`office`: what the roster's filter calls them; there is the whole list, there a secretary is entered (R29)."""
    count, names, more = named(rows)
    if count:
        url = f"{reverse('admin:branches_organisation_changelist')}?{urlencode({'office': office})}"
        why = sentence(count) % {"count": count}
        facts = {"rule": "R29", "since": since, "names": names, "more": more}
        yield Todo(why, Role.DEPARTMENT, url, pgettext("register", "Roster"), **facts)
