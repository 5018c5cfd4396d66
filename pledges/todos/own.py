"""What an organisation has to do about duties and plans of its own; those of a base organisation are its secretary's
(R25–R27).

Its days: its plans are due.
"""

from itertools import groupby

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from branches.models import Organisation
from core.choices import Role
from core.days import months_after
from core.reporting.choices import ReportedState
from core.todos import ComingDay, Todo, dates, rule, waiting_since
from core.workflow.reminding import with_reminder
from pledges.addresses import decision_address, edit_address, first_address, report_address
from pledges.choices import AT_WORK, BEFORE_ADOPTION, RUNNING, DutyKind, PlanKind, PlanState, VersionState
from pledges.lifecycles.plans import is_sent_back, reviewer, sent_back
from pledges.models import Measure, Plan, Version
from pledges.queries.duties import duties
from pledges.rules.duties import SOON
from pledges.steps import WRITE, duty_step, maker_at, submitter_of
from pledges.todos.benchmarks import lost
from pledges.todos.benchmarks import sent_back as sent_back_benchmarks
from ratings.queries.board import on_show

OPEN = Q(measures__dropped_on=None, measures__state=ReportedState.OPEN)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def to_write(place, scope):
    """What is owed and not begun; plans that are in writing, came back or are under review."""
    today = timezone.localdate()
    campaign = on_show(scope)
    own = scope.of(Organisation).filter(pk=place.pk)
    asked = _asked(duties(campaign, today, own), place, scope) if campaign else []
    owing = {duty.paper.pk: duty for duty in asked if isinstance(duty.paper, Plan)}
    plans = scope.of(Plan).filter(organisation=place, state__in=BEFORE_ADOPTION).select_related("organisation")
    yield from (_owed(duty, place) for duty in asked if not isinstance(duty.paper, Plan))
    yield from (_in_writing(plan, place, owing.get(plan.pk)) for plan in plans.order_by("pk"))


def _asked(found, place, scope):
    """Those of the Duties `found` that are open, and a review meeting that is due soon or was reminded of; without what
    other to-dos ask for: a base organisation's own rectification that did not last, a benchmark that was lost."""
    left_out = set()
    if place.is_unit and scope.of(Plan).filter(organisation=place).relapsed_on(timezone.localdate()).exists():
        left_out = {DutyKind.RECTIFICATION}
    asked = [duty for duty in found if duty.kind not in left_out and _is_asked(duty)]
    return [duty for duty in asked if not _is_asked_by_benchmarks(duty, place, scope)]


def _is_asked_by_benchmarks(duty, place, scope):
    """Whether `todos.benchmarks` asks for the same; a reminder is told here."""
    if duty.kind != DutyKind.BENCHMARK or duty.reminder is not None:
        return False
    return bool(sent_back_benchmarks(place, scope) or lost(place, scope))


def _is_asked(duty):
    if duty.kind == DutyKind.MEETING:
        return duty.due <= timezone.localdate() + SOON or duty.reminder is not None
    return duty.is_open


def _owed(duty, place):
    """What was begun and does not count yet waits on its own page, for whose turn it is."""
    facts = {"due": duty.due, "rule": "R25", "since": duty.begun}
    page, why = (
        place.get_absolute_url(),
        with_reminder(_owed_sentence(duty, place) % {"kind": duty.label}, duty.reminder),
    )
    if duty.is_open and duty.paper:
        step, paper = duty_step(duty), duty.paper.get_absolute_url()
        at = step.at.name if step.at else ""
        return Todo(why, step.who or _who(duty, place), step.url, step.label, page=paper, at=at, **facts)
    url, action = first_address(duty.kind, place.code), str(WRITE[duty.kind])
    return Todo(why, _who(duty, place), url, action, page=page, **facts)


def _who(duty, place):
    """A branch writes its rectification, which its unit submits; a helper is proposed by the unit."""
    return Role.UNIT if duty.kind == DutyKind.HELPER else maker_at(place)


def _owed_sentence(duty, place):
    if duty.kind == DutyKind.RECTIFICATION and not place.is_unit:
        return _("A rectification is to be made instead of a public pledge: write it, your unit submits it (R27a).")
    if duty.is_open and duty.paper:
        return _("%(kind)s: it was begun and does not count yet.")
    late, sentence = SENTENCES.get(duty.kind, PLAN_SENTENCES)
    return str(late if duty.is_late else sentence)


PLAN_SENTENCES = (
    gettext_lazy("%(kind)s: it should have been submitted by now."),
    gettext_lazy("%(kind)s: write and submit it."),
)
# Of what is late, and of what is not due yet.
SENTENCES = {
    DutyKind.BENCHMARK: (
        gettext_lazy("%(kind)s: it should have been chosen by now."),
        gettext_lazy("%(kind)s: choose an advanced branch to follow."),
    ),
    DutyKind.HELPER: (
        gettext_lazy("%(kind)s: it should have been found by now."),
        gettext_lazy("%(kind)s: the unit proposes who helps."),
    ),
    DutyKind.MEETING: (
        gettext_lazy("%(kind)s: it should have been held by now."),
        gettext_lazy("%(kind)s: the next one is to be held and recorded."),
    ),
}


def _in_writing(plan, place, duty):
    """A draft of a rectification waits for the unit, which submits it; the branch corrects what came back. `duty`: that
    it is written for, None when nothing is owed."""
    maker, edit = maker_at(place), edit_address(plan.pk)
    kind = {"kind": plan.kind_label}
    facts = {"due": duty and duty.due, "rule": "R25", "page": plan.get_absolute_url()}
    if plan.state == PlanState.SUBMITTED:
        why, since = _("%(kind)s: waits for its review.") % kind, timezone.localdate(plan.submitted_at)
        return Todo(why, reviewer(plan), plan.get_absolute_url(), pgettext("step", "Open"), since=since, **facts)
    if plan.state == PlanState.RETURNED:
        why = with_reminder(_("%(kind)s: it came back, correct it and submit it again.") % kind, duty and duty.reminder)
        return Todo(why, maker, edit, _("Correct it"), notes=(plan.reason,), **facts)
    why = with_reminder(_("%(kind)s: it is a draft and not submitted yet.") % kind, duty and duty.reminder)
    submitter = submitter_of(plan.kind, place)
    return Todo(why, submitter, edit, _("Go on writing"), since=timezone.localdate(plan.created_at), **facts)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def versions(place, scope):
    """Further versions of plans at work that are in writing, came back or are under review."""
    rows = scope.of(Version).filter(plan__organisation=place, plan__state__in=AT_WORK)
    rows = rows.exclude(state=VersionState.ADOPTED).select_related("plan__organisation").order_by("plan")
    yield from (_version(row, place) for row in rows)


def _version(version, place):
    plan, kind = version.plan, {"kind": version.plan.kind_label}
    edit, page = edit_address(plan.pk), version.get_absolute_url()
    if version.state == VersionState.SUBMITTED:
        since = timezone.localdate(version.submitted_at)
        why = _("%(kind)s: its new version waits for its review.") % kind
        return Todo(why, reviewer(plan), page, pgettext("step", "Open"), rule="R26", since=since)
    if version.state == VersionState.RETURNED:
        why = _("%(kind)s: its new version came back, correct it and submit it again.") % kind
        return Todo(why, maker_at(place), edit, _("Correct it"), rule="R26", notes=(version.reason,), page=page)
    why = _("%(kind)s: its new version is a draft and not submitted yet.") % kind
    return Todo(why, submitter_of(plan.kind, place), edit, _("Go on writing"), rule="R26", page=page)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def to_finish(place, scope):
    """Plans in force that are due soon, or overdue with nothing left to report (else their measures are named); pledges
    to be assessed (again), or assessed and to be decided."""
    today = timezone.localdate()
    running = Q(state=PlanState.IN_FORCE, due_on__lte=today + SOON) | Q(state=PlanState.ASSESSED)
    running |= sent_back(PlanKind.PLEDGE)
    plans = scope.of(Plan).filter(running, organisation=place).select_related("organisation").order_by("due_on", "pk")
    measures = Q(measures__dropped_on=None)
    counted = {
        "total": Count("measures", filter=measures),
        "done": Count("measures", filter=measures & Q(measures__state=ReportedState.DONE)),
        "open": Count("measures", filter=OPEN),
    }
    for plan in plans.annotate(**counted):
        if not (plan.open and plan.due_on < today and plan.kind != PlanKind.PLEDGE):
            yield _to_finish(plan, place, today)


def _to_finish(plan, place, today):
    facts, url = {"kind": plan.kind_label, "done": plan.done, "total": plan.total}, plan.get_absolute_url()
    if plan.state == PlanState.ASSESSED:
        why, since = (
            _("%(kind)s: assessed by yourselves, its outcome is to be decided.") % facts,
            waiting_since(plan.due_on),
        )
        return Todo(why, reviewer(plan), url, pgettext("step", "Open"), rule="R27", since=since)
    if plan.kind == PlanKind.PLEDGE and is_sent_back(plan):
        return _sent_back(plan, place)
    if plan.due_on >= today:
        why = _("%(kind)s: due soon, %(done)d of %(total)d measures are done.") % facts
        return Todo(why, maker_at(place), url, pgettext("step", "Open"), due=plan.due_on, rule="R26")
    if plan.kind == PlanKind.PLEDGE:
        why, assess = (
            _("%(kind)s: its day has come, tell how it was kept.") % facts,
            decision_address(plan.pk, "assess"),
        )
        when = {"due": plan.due_on, "since": plan.due_on}
        return Todo(why, maker_at(place), assess, _("Assess"), rule="R27", page=url, **when)
    why = _("%(kind)s: overdue, everything is reported, %(done)d of %(total)d measures are done.") % facts
    asks = plan.kind == PlanKind.RECTIFICATION and plan.done == plan.total
    who = submitter_of(plan.kind, place) if asks else reviewer(plan)
    return Todo(why, who, url, pgettext("step", "Open"), due=plan.due_on, rule="R26", since=plan.due_on)


def _sent_back(plan, place):
    kind, assess = {"kind": plan.kind_label}, decision_address(plan.pk, "assess")
    why = _("%(kind)s: the self-assessment came back, correct it and hand it in again.") % kind
    facts = {"due": plan.due_on, "notes": (plan.reason,), "page": plan.get_absolute_url()}
    return Todo(why, maker_at(place), assess, _("Assess"), rule="R27", since=waiting_since(plan.due_on), **facts)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def refused(place, scope):
    """Measures that were reported and not confirmed, with what is missing."""
    for measure in _open_measures(place, scope).exclude(reason=""):
        why = _("Measure %(number)d “%(text)s” was not confirmed: report it again.") % _named(measure)
        facts = {"due": measure.due, "notes": (measure.reason,), "page": measure.plan.get_absolute_url()}
        yield Todo(why, maker_at(place), _report(measure), _("Report"), rule="R26", **facts)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def overdue(place, scope):
    """Measures past their due day that nobody reported as done, together for each plan."""
    late = _open_measures(place, scope).filter(reason="", due__lt=timezone.localdate())
    for plan, measures in groupby(late, key=lambda measure: measure.plan):
        yield _overdue(plan, list(measures), place)


def _overdue(plan, measures, place):
    count, first = len(measures), min(measure.due for measure in measures)
    names = tuple((_("%(number)d %(text)s") % _named(measure), _report(measure)) for measure in measures)
    why = ngettext("%(kind)s: %(count)d measure is overdue.", "%(kind)s: %(count)d measures are overdue.", count) % {
        "kind": plan.kind_label,
        "count": count,
    }
    facts = {"due": first, "since": first, "names": names, "page": plan.get_absolute_url()}
    return Todo(why, maker_at(place), _report(measures[0]), _("Report"), rule="R26", **facts)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def reports(place, scope):
    """Rectifications of which nothing was reported for as long as the campaign allows."""
    plans = scope.of(Plan).filter(organisation=place, kind=PlanKind.RECTIFICATION, state=PlanState.IN_FORCE)
    plans = plans.annotate(last=Max("measures__updates__on"), number=Min("measures__number", filter=OPEN))
    for plan in plans.filter(number__isnull=False).select_related("campaign").order_by("pk"):
        due = months_after(plan.last or plan.published_on, plan.campaign.report_months)
        if due <= timezone.localdate():
            url = report_address(plan.pk, plan.number)
            why = _("%(kind)s: report how far it has come.") % {"kind": plan.kind_label}
            facts = {"due": due, "since": due, "page": plan.get_absolute_url()}
            yield Todo(why, maker_at(place), url, _("Report"), rule="R27b", **facts)


def _open_measures(place, scope):
    """Measures in progress of the place's plans at work, with the day each is `due`."""
    rows = scope.of(Measure).filter(plan__organisation=place, plan__state__in=AT_WORK)
    rows = rows.filter(state=ReportedState.OPEN, dropped_on=None).annotate(due=Coalesce("due_on", "plan__due_on"))
    return rows.select_related("plan").order_by("plan", "number")


def _named(measure):
    return {"number": measure.number, "text": measure.text}


def _report(measure):
    return report_address(measure.plan_id, measure.number)


@dates(Role.UNIT, Role.BRANCH)
def due_days(place, scope):
    """When the place's plans in force are due."""
    for plan in scope.of(Plan).filter(organisation=place, state__in=RUNNING):
        yield ComingDay(plan.due_on, _("%(kind)s is due") % {"kind": plan.kind_label}, plan.get_absolute_url())
