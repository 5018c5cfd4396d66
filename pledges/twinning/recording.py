"""Help is recorded with a picture, corrected when it came back, confirmed or sent back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.attachments.pages import handed_out
from core.choices import READERS, Role
from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision, last_word
from core.workflow.forms import ReturnForm
from pledges.actions import twinning as actions
from pledges.actions.twinning.checks import check_open, check_running
from pledges.choices import Party, RecordState
from pledges.lifecycles.twinning import RECORD
from pledges.models import HelpPicture, HelpRecord
from pledges.twinning.fetching import crumbs, record_of, twinning_of
from pledges.twinning.form import RECORDED, RecordForm
from pledges.twinning.page import TwinningPage
from pledges.twinning.parties import record_parties, writing_role
from ratings.query import board_query

RECORDERS = (Role.UNIT, Role.BRANCH)
CONFIRMERS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)


@page(*RECORDERS, post=True)
def note(request, number):
    """Say what was done to help: when, where, who, what, with a picture."""
    twinning = twinning_of(request, number)
    role = writing_role(request.scope, twinning)
    if not role:
        raise PermissionDenied
    if request.method != "POST" and (why := _objection(check_running, twinning)):
        return asking.refused(request, twinning, why)
    form = RecordForm(request.POST or None, request.FILES or None)
    verb = partial(actions.note, twinning=twinning, role=role, by=request.user)
    if form.is_valid() and _sent(form, verb, twinning, request.user):
        messages.success(request, _("Thank you: the record is in, the helped side confirms it."))
        return redirect(f"{twinning.get_absolute_url()}#records")
    return _show(request, twinning, form, _("Record help"))


@page(*RECORDERS, post=True)
def correct(request, number, record):
    """Correct a record that came back, and hand it in again."""
    row = record_of(request, number, record)
    if Party.HELPER not in record_parties(request.scope, row):
        raise PermissionDenied
    twinning, why = row.twinning, _refusal(request, row, RECORD["correct"])
    if request.method != "POST" and why:
        return asking.refused(request, twinning, why)
    form = RecordForm(request.POST or None, request.FILES or None, record=row)
    verb = partial(actions.correct, record=row, by=request.user)
    if form.is_valid() and _sent(form, verb, twinning, request.user):
        messages.success(request, _("The record is handed in again."))
        return redirect(f"{twinning.get_absolute_url()}#records")
    told = last_word(RECORD, request.scope.of(HelpRecord).filter(pk=row.pk))
    return _show(request, twinning, form, _("Correct the record"), record=row, told=told)


@page(*CONFIRMERS, post=True)
def decide_record(request, number, record, verb):
    """Confirm a record of help, or send it back with a reason."""
    row = record_of(request, number, record)
    if verb not in ("confirm", "return"):
        raise Http404
    if Party.HELPED not in record_parties(request.scope, row):
        raise PermissionDenied
    transition, twinning = RECORD[verb], row.twinning
    form = ReturnForm(request.POST or None) if transition.remark else None
    refusal = _refusal(request, row, transition)
    decision = Decision(transition.label, f"{twinning.get_absolute_url()}#records", form, refusal=refusal)
    if done := _decide(request, row, decision):
        return done
    context = {"record": row, "decision": decision, "crumbs": crumbs(twinning, transition.label)}
    return render(request, "pledges/twinning/decide_record.html", context)


@page(*READERS)
def picture(request, number):
    """A picture of help as a download, for whoever may read its twinning."""
    rows = request.scope.of(HelpPicture).select_related("record__twinning__helped")
    row = request.scope.get(rows, pk=number)
    twinning = row.record.twinning
    return handed_out(request, row, twinning=twinning.pk, organisation=twinning.helped.code)


def _sent(form, verb, twinning, user):
    """The record that was written, the one there is where the button was pressed twice; None with the refusal among the
    errors."""
    said = {name: form.cleaned_data[name] for name in RECORDED}
    made = attempt(form, lambda: verb(**form.cleaned_data))
    return made or twinning.records.filter(**said, by=user).exclude(state=RecordState.RETURNED).first()


def _refusal(request, row, transition):
    """Why the record does not go through `transition`, in a sentence; "" when it can."""
    return _objection(check_open, row.twinning) or asking.refusal(request, RECORD, row, transition)


def _objection(check, twinning):
    """What `check` objects to of `twinning` as it stands, in a sentence; "" when nothing."""
    try:
        check(twinning)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""


def _decide(request, row, decision):
    said = _("The record is sent back with the reason.") if decision.form else _("The record is confirmed.")
    act = actions.send_back if decision.form else actions.confirm
    return asking.answered(request, decision, RECORD, row, partial(act, record=row, by=request.user), said)


def _show(request, twinning, form, label, **returned):
    context = {
        "twinning": twinning,
        "page": TwinningPage(twinning, request.scope, board_query({})),
        "record": None,
        "decision": Decision(_("Send"), twinning.get_absolute_url(), form),
        "heading": label,
        "crumbs": crumbs(twinning, label),
        **returned,
    }
    return render(request, "pledges/twinning/record.html", context)
