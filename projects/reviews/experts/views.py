"""Who holds the role of an expert, and what is known of each."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Appointment, Organisation
from core.choices import Role
from core.web.access import page
from projects.queries.judging.experts import holders
from projects.reviews.experts.form import ExpertForm
from projects.reviews.experts.list import ExpertList, record_of


@page(Role.DEPARTMENT)
def experts(request):
    """The experts of today."""
    context = {
        "list": ExpertList(_holders(request), request),
        "crumbs": [(_("Projects"), reverse("projects:projects")), (_("Experts"), None)],
    }
    return render(request, "projects/reviews/experts/experts.html", context)


@page(Role.DEPARTMENT, post=True)
def expert(request, number):
    """Note the own unit and the field of an expert."""
    held = request.scope.get(_holders(request), user__pk=number)
    units = request.scope.of(Organisation).units().open_on(timezone.localdate()).order_by("code")
    form = ExpertForm(request.POST or None, user=held.user, expert=record_of(held), units=units)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect("projects:experts")
    crumbs = [
        (_("Projects"), reverse("projects:projects")),
        (_("Experts"), reverse("projects:experts")),
        (held.user.name, None),
    ]
    return render(request, "projects/reviews/experts/expert.html", {"form": form, "held": held, "crumbs": crumbs})


def _holders(request):
    return holders(request.scope.of(Appointment), timezone.localdate())


def _crumbs(*further):
    return [(_("Projects"), reverse("projects:projects")), *further]
