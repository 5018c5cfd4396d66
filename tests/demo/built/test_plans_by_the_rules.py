"""The plans of the demo could have been made by the verbs, each on its day: states, people, days, texts, cover."""

import hashlib
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F, Max
from django.utils import timezone

from branches.choices import ChangeKind
from branches.models import Organisation
from core.attachments.fields import accepted
from core.reporting.choices import ReportedState
from core.web.privacy import findings
from pledges import covering, validation
from pledges.actions.plans.common import standing_of
from pledges.choices import OF_PLEDGES, PlanKind, PlanOutcome, PlanState, VersionState
from pledges.lifecycles.plans import measure_table, table
from pledges.models import (
    CoverSpan,
    CoverStep,
    DueMove,
    LookBack,
    Measure,
    Plan,
    Proof,
    Resource,
    Satisfaction,
    Update,
    Version,
)
from pledges.queries.plans.outcome import proposal
from pledges.texts import restored, stored, text_of
from tests.demo.built.conftest import TODAY

MODELS = (Plan, Measure, Version, DueMove, Satisfaction, Resource, LookBack, Proof, Update)
MADE_AT = ((Plan, "created_at"), (DueMove, "asked_at"), (Proof, "at"), (Update, "at"))
UNSAID = ("后进", "得分", "电话")

# An ordinary day, and one on which the later round lies a day back.
pytestmark = pytest.mark.parametrize("today", [TODAY, date(2013, 1, 1)], indirect=True, scope="package", ids=str)


@pytest.fixture
def plans(campaign):
    return list(Plan.objects.select_related("organisation", "campaign").order_by("pk"))


def acts(model):
    """{primary key: [(how the row stood before, how after)]} of the acts that changed a state, oldest first."""
    notes = defaultdict(list)
    for note in model.history.select_related("history_user").order_by("history_date", "history_id"):
        notes[note.id].append(note)
    return {key: [(one, two) for one, two in pairwise(row) if one.state != two.state] for key, row in notes.items()}


def is_allowed(lifecycle, before, after):
    """Whether somebody with the role of who did it can, with a reason where one is asked for."""
    role = after.history_user.username.split("-")[0]
    return any(
        before.state in transition.sources
        and (after.state, role) == (transition.target, transition.role)
        and bool(after.history_change_reason or not transition.remark)
        for transition in lifecycle.transitions
    )


def test_plans_went_through_their_life_cycles(plans):
    done = acts(Plan)
    wrong = [
        (plan, before.state, after.state)
        for plan in plans
        for before, after in done[plan.pk]
        if after.history_user and not is_allowed(table(plan), before, after)
    ]
    assert wrong == []
    assert all(done[plan.pk] for plan in plans if plan.state != PlanState.DRAFT)


def test_plans_that_nobody_ended_ended_with_their_organisations(plans):
    done = acts(Plan)
    ended = [plan for plan in plans if plan.state == PlanState.ENDED and done[plan.pk][-1][1].history_user is None]
    assert len(ended) == 2
    assert {(plan.ended_on, plan.state_before) for plan in ended} == {
        (plan.organisation.closed_on, PlanState.IN_FORCE) for plan in ended
    }


def test_branches_and_units_act_for_themselves(plans):
    paths = dict(Organisation.objects.values_list("code", "path"))
    moved = set(Organisation.objects.filter(changes__kind=ChangeKind.MOVED).values_list("pk", flat=True))
    strangers = [
        (plan, after.history_user)
        for key, notes in acts(Plan).items()
        for plan in plans
        if plan.pk == key and plan.organisation_id not in moved
        for _, after in notes
        if after.history_user
        and after.history_user.username.startswith(("unit", "branch"))
        and not plan.organisation.path.startswith(paths[after.history_user.username.split("-")[1]])
    ]
    assert strangers == []


def test_measures_were_confirmed_by_others_as_of_their_last_report(plans, today):
    done, rows = acts(Measure), Measure.objects.annotate(last=Max("updates__on"))
    for measure in rows.select_related("plan__organisation").prefetch_related("updates"):
        for before, after in done[measure.pk]:
            if after.state != ReportedState.REPORTED:
                assert is_allowed(measure_table(measure), before, after)
    assert not rows.filter(confirmed_by=F("reported_by")).exists()
    confirmed = rows.filter(state=ReportedState.DONE)
    assert not confirmed.exclude(done_on=F("last")).exists()
    assert not confirmed.filter(done_on__gt=today).exists()
    assert not rows.exclude(state=ReportedState.OPEN).filter(last=None).exists()


def test_reports_lie_within_their_plans(plans, today):
    updates = Update.objects.all()
    assert not updates.filter(on__lt=F("measure__plan__published_on")).exists()
    assert not updates.filter(on__gt=F("measure__plan__ended_on")).exists()
    assert not updates.filter(on__gt=today).exists()
    assert not updates.filter(measure__plan__published_on=None).exists()
    assert not updates.exclude(value=None).filter(measure__goal_value=None).exists()


def test_texts_could_be_adopted_on_their_days(plans):
    first = dict(Version.objects.filter(number=1).values_list("plan", "content"))
    for plan in plans:
        day = plan.published_on or timezone.localdate(plan.created_at)
        tier, text = standing_of(plan, day), restored(first[plan.pk]) if plan.published_on else text_of(plan)
        validation.check_owner(plan.kind, plan.organisation, today=day)
        validation.check_standing(plan.kind, tier)
        validation.check_text(plan.kind, text, tier=tier, today=day)


def test_versions_say_what_the_rows_say(plans):
    adopted = Version.objects.filter(state=VersionState.ADOPTED).order_by("number")
    last = {version.plan_id: version for version in adopted}
    assert last.keys() == {plan.pk for plan in plans if plan.published_on}
    moved = dict(DueMove.objects.exclude(decided_on=None).values_list("plan", "old_day"))
    for plan in plans:
        if plan.published_on:
            plan.due_on = moved.get(plan.pk, plan.due_on)
            assert last[plan.pk].content == stored(text_of(plan))
            assert last[plan.pk].goal == plan.goal
    assert not adopted.filter(number=1).exclude(adopted_on=F("plan__published_on")).exists()


def test_days_are_those_of_the_acts(plans, today):
    done = acts(Plan)
    for plan in plans:
        for _, after in done[plan.pk]:
            day = timezone.localdate(after.history_date)
            assert day <= today
            if after.state == PlanState.ENDED and after.history_user:
                assert day == plan.ended_on
            if after.state == PlanState.ACCEPTED:
                assert day == plan.accepted_on
    for model in MODELS:
        assert not model.history.filter(history_date__date__gt=today).exists()
    for model, field in MADE_AT:
        began = dict(model.history.filter(history_type="+").values_list("id", "history_date"))
        assert began == dict(model.objects.values_list("pk", field))


def test_no_two_of_a_kind_were_in_force_at_once(plans):
    kinds = defaultdict(list)
    for plan in sorted(plans, key=lambda plan: plan.created_at):
        kinds[plan.organisation_id, plan.kind].append(plan)
    for plan, following in (pair for row in kinds.values() for pair in pairwise(row)):
        assert plan.ended_on <= timezone.localdate(following.created_at)


def test_pledges_ended_as_the_rule_proposes_or_with_a_reason(plans):
    decided = [plan for plan in plans if plan.outcome in OF_PLEDGES]
    for plan in decided:
        found = proposal(plan)
        assert (found.waiting, found.outcome) == ([], plan.proposed)
    assert not [plan for plan in decided if plan.outcome != plan.proposed and not plan.outcome_reason]


def test_settled_branches_stood_at_their_goals_and_others_had_accepted(plans):
    done = acts(Plan)
    for plan in plans:
        if plan.accepted_by_id:
            assert not plan.measures.filter(updates__by=plan.accepted_by).exists()
        if plan.outcome == PlanOutcome.SETTLED:
            assert standing_of(plan, plan.ended_on) >= plan.goal
            assert done[plan.pk][-1][1].history_user != plan.accepted_by


def test_public_texts_say_nothing_that_is_not_public(plans):
    reports = defaultdict(list)
    for key, text in Update.objects.values_list("measure__plan", "text"):
        reports[key].append(text)
    for plan in plans:
        if plan.kind != PlanKind.RECTIFICATION:
            said = [*text_of(plan).sentences, *reports[plan.pk], plan.assessment, plan.explanation, plan.outcome_reason]
            assert findings(" ".join(said)) == []
            assert not [word for word in UNSAID if word in "".join(said)]


def test_rows_are_as_forms_would_have_let_them_through(plans):
    for model in MODELS:
        relations = [field.name for field in model._meta.fields if field.is_relation or field.name == "file"]
        for row in model.objects.all():
            row.clean_fields(exclude=relations)


def test_proofs_lie_in_the_store_as_their_senders_left_them(plans):
    for proof in Proof.objects.exclude(file=""):
        with proof.file.open() as file:
            content = file.read()
        assert (proof.size, proof.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert accepted(SimpleUploadedFile(proof.name, content)).name == proof.name
    through = Update.proofs.through.objects
    assert through.exists()
    assert not through.exclude(update__measure__plan=F("proof__plan")).exists()


def test_cover_is_what_a_fresh_derivation_gives(campaign):
    known = cover()
    assert known[0]
    covering.derive(campaign)
    assert cover() == known


def cover():
    """The derived rows as values."""
    spans = CoverSpan.objects.values_list("target", "organisation", "unit", "since", "until")
    return sorted(spans), sorted(CoverStep.objects.values_list("target", "unit", "day", "change"), key=str)
