"""What the roster asks of the department: posts without a holder, terms that are over (N13)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation, Secretary
from core.choices import Role
from core.todos import Todo, named, rule


@rule(Role.DEPARTMENT)
def vacant(university, scope):
    """Open organisations without a secretary in office."""
    in_office = scope.of(Secretary).filter(organisation=OuterRef("pk"), left_on=None).order_by()
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
    over = scope.of(Secretary).filter(left_on=None, term_to__lt=timezone.localdate())
    return _posts(
        _open(scope).filter(Exists(over.filter(organisation=OuterRef("pk")).order_by())),
        "overdue",
        lambda count: ngettext(
            "The secretary's term has run out in %(count)d organisation.",
            "The secretary's term has run out in %(count)d organisations.",
            count,
        ),
    )


def _open(scope):
    return scope.of(Organisation).open_on(timezone.localdate()).exclude(depth=1)


def _posts(rows, office, sentence):
    """`office`: what the roster's filter calls them; there is the whole list, and there a secretary is entered."""
    count, names, more = named(rows)
    if count:
        url = f"{reverse('admin:branches_organisation_changelist')}?{urlencode({'office': office})}"
        yield Todo(sentence(count) % {"count": count}, Role.DEPARTMENT, url, _("Roster"), names=names, more=more)
