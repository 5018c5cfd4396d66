"""The home of an expert: what to judge until when; a sheet beside what it judges; a conflict declared."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow.decisions import Decision
from projects.actions import reviews as actions
from projects.models import Seat
from projects.queries.reviews import criteria_of, on_the_desk, own_seat
from projects.reviews.desk.form import ConflictForm, SheetForm
from projects.reviews.desk.page import DeskPage


@page(Role.EXPERT)
def desk(request):
    """What the expert has to judge today."""
    return render(request, "projects/reviews/desk/desk.html", {"seats": on_the_desk(request.scope.of(Seat))})


@page(Role.EXPERT, post=True)
def sheet(request, number):
    """The sheet of one project beside its application."""
    seat = _seat(request, number)
    if seat is None:
        return _gone(request, number)
    criteria = criteria_of(seat.panel.project, seat.panel.stage)
    form = SheetForm(request.POST or None, seat=seat, criteria=criteria)
    if form.is_valid() and (said := form.save(by=request.user)):
        messages.success(request, said)
        return redirect("projects:sheet", number)
    context = {"seat": seat, "form": form, "page": DeskPage(seat, criteria, request.scope), "crumbs": _crumbs(seat)}
    return render(request, "projects/reviews/desk/sheet.html", context)


@page(Role.EXPERT, post=True)
def conflict(request, number):
    """Declare a conflict: the project leaves the desk."""
    seat = _seat(request, number)
    if seat is None:
        return _gone(request, number)
    form = ConflictForm(request.POST or None)
    if form.is_valid() and _is_declared(form, seat, request.user):
        messages.success(request, _("The conflict is declared: you do not judge this project any more."))
        return redirect("projects:desk")
    address = reverse("projects:sheet", args=[number])
    decision = Decision(_("Declare a conflict"), address, form)
    context = {"seat": seat, "decision": decision, "crumbs": _crumbs(seat, (decision.label, None))}
    return render(request, "projects/reviews/desk/conflict.html", context)


def _is_declared(form, seat, user):
    def declare():
        actions.recuse(seat=seat, reason=form.cleaned_data["reason"], by=user)
        return True

    return attempt(form, declare)


def _seat(request, number):
    """The seat of that number, while the expert judges by it."""
    return next(iter(on_the_desk(request.scope.of(Seat).filter(pk=number))), None)


def _gone(request, number):
    """What is said of an own sheet that is closed, with what was typed, to be copied. Raises: Http404 of others'."""
    seat = own_seat(number, request.user)
    if seat is None:
        raise Http404
    told = _("This sheet is closed: nothing can be changed any more.")
    if request.method != "POST":
        messages.info(request, told)
        return redirect("projects:desk")
    form = SheetForm(request.POST, seat=seat, criteria=criteria_of(seat.panel.project, seat.panel.stage))
    decision = Decision(_("Save"), reverse("projects:desk"), form, refusal=told)
    return render(request, "projects/reviews/desk/closed.html", {"decision": decision, "crumbs": _desk()})


def _desk():
    return [(_("Projects to judge"), reverse("projects:desk"))]


def _crumbs(seat, *further):
    title = seat.panel.project.title
    if not further:
        return [*_desk(), (title, None)]
    return [*_desk(), (title, reverse("projects:sheet", args=[seat.pk])), *further]
