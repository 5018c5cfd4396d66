"""The department decides: approve or return what was submitted, reopen what is official, allow a new branch."""

from datetime import UTC, datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation
from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow.lifecycle import TooLate
from ratings import actions
from ratings.choices import State
from ratings.lifecycle import RATING, not_own_entry
from ratings.models import Rating, Round
from ratings.review import queue
from ratings.review.form import AdmissionForm, ReasonForm


@page(Role.DEPARTMENT)
def review(request, code):
    """What was submitted in a round, unit by unit."""
    round_ = request.scope.get(Round, role=Role.DEPARTMENT, code=code)
    sheet = queue.sheet(queue.waiting(_ratings(request, round_)), round_, request.user)
    verbs = RATING.open_to(State.SUBMITTED, request.scope.roles)
    context = {"round": round_, "sheet": sheet, "verbs": verbs, "crumbs": _crumbs(round_, (_("Review"), None))}
    return render(request, "ratings/review/review.html", context)


@page(RATING["approve"].role, post=True)
def approve(request, code):
    """Confirm and approve: one rating, a unit's, or everything that was submitted when the page was shown."""
    round_ = request.scope.get(Round, role=Role.DEPARTMENT, code=code)
    rows = queue.chosen(_ratings(request, round_), request.GET)
    if request.method == "POST":
        return _decide(request, round_, rows, lambda rows: actions.approve(rows=rows, by=request.user))
    return _confirm(request, round_, rows, "ratings/review/approve.html", _("Approve"))


@page(RATING["return"].role, post=True)
def return_(request, code):
    """Send one rating, several or a unit's back, with a reason."""
    round_ = request.scope.get(Round, role=Role.DEPARTMENT, code=code)
    rows = queue.chosen(_ratings(request, round_), request.GET)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return _decide(request, round_, rows, lambda rows: actions.return_(rows=rows, reason=reason, by=request.user))
    return _confirm(request, round_, rows, "ratings/review/return.html", _("Return"), form=form)


@page(RATING["reopen"].role, post=True)
def reopen(request, code, organisation):
    """Send one approved rating back for correction (R4)."""
    rating = _rating(request, code, organisation)
    form = ReasonForm(request.POST or None)
    rows = request.scope.of(Rating, role=Role.DEPARTMENT).filter(pk=rating.pk)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if _attempt(request, rows, lambda: actions.reopen(rows=rows, reason=reason, by=request.user)):
            messages.success(request, _("Reopened: the figures leave it out until it is approved again (R4)."))
        return redirect(rating.round)
    own = not rows.filter(not_own_entry(request.user)).exists()
    context = {"rating": rating, "form": form, "own": own, "is_open": rating.state == State.APPROVED}
    return render(
        request, "ratings/review/reopen.html", {**context, "crumbs": _crumbs(rating.round, (_("Reopen"), None))}
    )


@page(Role.DEPARTMENT, post=True)
def admit(request, code, organisation):
    """Allow an organisation in its first year to be rated (R16)."""
    round_ = request.scope.get(Round, role=Role.DEPARTMENT, code=code)
    newcomer = request.scope.get(Organisation, role=Role.DEPARTMENT, code=organisation)
    form = AdmissionForm(request.POST or None)
    if form.is_valid():
        facts = {"round_": round_, "organisation": newcomer, "reason": form.cleaned_data["reason"]}
        if attempt(form, lambda: actions.admit(**facts, by=request.user)):
            messages.success(request, _("%(name)s may be rated in this round.") % {"name": newcomer.name})
            return redirect("ratings:round_progress", round_.code)
    context = {"round": round_, "newcomer": newcomer, "form": form}
    return render(request, "ratings/review/admit.html", {**context, "crumbs": _crumbs(round_, (_("Allow"), None))})


def _ratings(request, round_):
    return request.scope.of(Rating, role=Role.DEPARTMENT).filter(round=round_)


def _rating(request, code, organisation):
    rows = request.scope.of(Rating, role=Role.DEPARTMENT).select_related("organisation", "round", "approved_by")
    return request.scope.get(rows, role=Role.DEPARTMENT, round__code=code, organisation__code=organisation)


def _confirm(request, round_, rows, template, verb, **context):
    crumbs = _crumbs(round_, (_("Review"), reverse("ratings:review", args=[round_.code])), (verb, None))
    sheet = queue.sheet(queue.waiting(rows), round_, request.user)
    context |= {"round": round_, "sheet": sheet, "crumbs": crumbs}
    return render(request, template, {**context, "seen": timezone.now().timestamp()})


def _decide(request, round_, rows, verb):
    """Do `verb` to those of `rows` that waited on the confirmed page, say how many, and what was left."""
    waiting = queue.seen(queue.waiting(rows), _moment(request))
    decided = _attempt(request, rows, lambda: verb(waiting))
    if decided:
        said = ngettext("%(count)d rating decided.", "%(count)d ratings decided.", len(decided))
        messages.success(request, said % {"count": len(decided)})
    left = waiting.count()
    if decided and left:
        own = ngettext("%(count)d is your own entry.", "%(count)d are your own entries.", left)
        messages.info(request, own % {"count": left})
    return redirect("ratings:review", round_.code)


def _attempt(request, rows, verb):
    """The keys that `verb` decided; none when somebody else was faster, which is said with who and when."""
    try:
        return verb()
    except TooLate as late:
        messages.error(request, " ".join([*late.messages, queue.last_word(rows)]))
        return []


def _moment(request):
    """When the confirmed page was shown; nothing is decided that was not on it."""
    try:
        return datetime.fromtimestamp(float(request.POST.get("seen", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _crumbs(round_, *further):
    return [(_("Rounds"), reverse("ratings:rounds")), (round_.name, round_.get_absolute_url()), *further]
