"""The department decides: approve or return what was submitted, reopen what is official, allow a new branch."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation
from core.choices import Role
from core.forms import attempt
from core.web.access import page
from core.workflow.decisions import Decision, decide, shown_at
from core.workflow.forms import ReturnForm
from core.workflow.lifecycle import own_part
from ratings import actions
from ratings.choices import State
from ratings.lifecycle import RATING, rater
from ratings.models import Rating, Round
from ratings.queries import rateable
from ratings.queries.foreseen.effect import Effect, figures_told, of_whom
from ratings.review import queue
from ratings.review.form import AdmissionForm, ReopeningForm
from ratings.review.page import ReviewPage, address
from ratings.rules.eligibility import is_closed


@page(Role.DEPARTMENT)
def review(request, code):
    """What was submitted in a round, unit by unit."""
    round_ = request.scope.get(Round, code=code)
    page = ReviewPage(request.scope, round_, request.GET)
    place = [(_("Review"), address(round_)), (page.unit.name, None)] if page.unit else [(_("Review"), None)]
    context = {"round": round_, "review": page, "crumbs": _crumbs(round_, *place)}
    return render(request, "ratings/review/review.html", context)


@page(RATING["approve"].role, post=True)
def approve(request, code):
    """Confirm and approve: one rating, a unit's, or everything that was submitted when the page was shown."""
    round_ = request.scope.get(Round, code=code)
    rows = queue.chosen(_ratings(request, round_), request.GET)
    waiting = queue.waiting(rows).order_by().values("organisation")
    effect = Effect(round_, list(request.scope.of(Organisation).filter(pk__in=waiting)))
    verb = partial(actions.approve, by=request.user)
    if request.method == "POST":
        return _decide(request, round_, rows, RATING["approve"], verb, effect=effect)
    effect = effect.rehearsed(partial(verb, rows=rows))
    return _confirm(request, round_, rows, "ratings/review/approve.html", RATING["approve"], effect=effect)


@page(RATING["return"].role, post=True)
def return_(request, code):
    """Send one rating, several or a unit's back, with a reason."""
    round_ = request.scope.get(Round, code=code)
    rows = queue.chosen(_ratings(request, round_), request.GET)
    form = ReturnForm(request.POST or None)
    if form.is_valid():
        verb = partial(actions.return_, reason=form.cleaned_data["reason"], by=request.user)
        if done := _decide(request, round_, rows, RATING["return"], verb, form):
            return done
    return _confirm(request, round_, rows, "ratings/review/return.html", RATING["return"], form=form)


@page(RATING["reopen"].role, post=True)
def reopen(request, code, organisation):
    """Send one approved rating back for correction (R4)."""
    rows = request.scope.of(Rating).filter(round__code=code, organisation__code=organisation)
    rating = request.scope.get(rows.select_related("organisation", "round", "approved_by"))
    form, effect = ReopeningForm(request.POST or None), Effect(rating.round, [rating.organisation])
    if form.is_valid():
        reason, before = form.cleaned_data["reason"], effect.board()
        if decide(request, RATING, rows, lambda: actions.reopen(rows=rows, reason=reason, by=request.user), form):
            told = [_reopened(rating), figures_told(effect.since(before))]
            messages.success(request, " ".join(filter(None, told)))
            return redirect(rating.round)
    verb = RATING["reopen"]
    decision = Decision(verb.label, rating.round.get_absolute_url(), form, refusal=_irreversible(rating, request.user))
    context = {
        "rating": rating,
        "is_last": _is_closed(rating),
        "corrected_by": _corrected_by(request, rating),
        "effect": effect.rehearsed(lambda: actions.reopen(rows=rows, reason=verb.label, by=request.user)),
        "decision": decision,
        "crumbs": _crumbs(rating.round, (verb.label, None)),
    }
    return render(request, "ratings/review/reopen.html", context)


@page(Role.DEPARTMENT, post=True)
def admit(request, code, organisation):
    """Allow an organisation in its first year to be rated (R16)."""
    round_ = request.scope.get(Round, code=code)
    newcomer = request.scope.get(Organisation, code=organisation)
    back, form = reverse("ratings:round_progress", args=[round_.code]), AdmissionForm(request.POST or None)
    if form.is_valid():
        facts = {"round_": round_, "organisation": newcomer, "reason": form.cleaned_data["reason"]}
        if attempt(form, lambda: actions.admit(**facts, by=request.user)):
            messages.success(request, _("%(name)s may be rated in this round.") % {"name": newcomer.name})
            return redirect(back)
    context = {"round": round_, "newcomer": newcomer, "decision": Decision(_("Allow"), back, form)}
    return render(request, "ratings/review/admit.html", {**context, "crumbs": _crumbs(round_, (_("Allow"), None))})


def _ratings(request, round_):
    return request.scope.of(Rating).filter(round=round_)


def _is_closed(rating):
    """Whether what is rated was closed by the round: reopened, its rating is settled (R30)."""
    return is_closed(rating.organisation.closed_on, rating.round.reference_date)


def _corrected_by(request, rating):
    """Who corrects what is reopened of a closed unit, in a sentence (R30); empty where its own secretary does."""
    unit = request.scope.get(Organisation, path=rating.organisation.unit_path)
    if unit.closed_on is None or unit == rating.organisation:
        return ""
    heir = rateable.heir_of(unit) or unit
    if rater(heir) == Role.UNIT:
        return _("Its unit is closed: %(unit)s, its successor, corrects it (R30).") % {"unit": heir.name}
    return _("Its unit is closed and has no successor: the organisation department corrects it, two persons (R30).")


def _reopened(rating):
    if _is_closed(rating):
        return _("Reopened: it was closed by the reference date and is not rated in this round any more (R30).")
    return _("Reopened: the figures leave it out until it is approved again (R4).")


def _irreversible(rating, user):
    """Why `user` cannot reopen `rating`, in a sentence; empty when nothing speaks against it."""
    if rating.state != State.APPROVED:
        return _("Only an approved rating can be reopened.")
    return own_part(rating, RATING["reopen"], user)


def _confirm(request, round_, rows, template, verb, **further):
    form, back = further.get("form"), address(round_, request.GET)
    context = {"round": round_, "sheet": queue.sheet(queue.waiting(rows), round_, request.user), "effect": None}
    context |= {**further, "crumbs": _crumbs(round_, (_("Review"), back), (verb.label, None))}
    return render(request, template, {**context, "decision": Decision(verb.label, back, form)})


def _decide(request, round_, rows, transition, verb, form=None, effect=None):
    """Do `verb` to those of `rows` that waited on the confirmed page, say whose they were, what it did to the targets
    where it has an `effect`, and what was left; None where nothing was done and a `form` keeps what was typed."""
    shown = queue.seen(rows, shown_at(request))
    before = effect and effect.board()
    decided = decide(request, RATING, rows, lambda: verb(rows=shown), form)
    if form and not decided:
        return None
    if decided:
        whom = _("%(state)s: %(whom)s.") % {"state": transition.target.label, "whom": of_whom(decided)}
        told = [whom, figures_told(effect.since(before)) if effect else ""]
        messages.success(request, " ".join(filter(None, told)))
    left = queue.waiting(shown).count()
    if decided and left:
        own = ngettext("%(count)d is your own entry.", "%(count)d are your own entries.", left)
        messages.info(request, own % {"count": left})
    return redirect(address(round_, request.GET))


def _crumbs(round_, *further):
    return [(_("Rounds"), reverse("ratings:rounds")), (round_.name, round_.get_absolute_url()), *further]
