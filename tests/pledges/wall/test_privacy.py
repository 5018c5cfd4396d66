"""What no public page says is named when it is typed, whatever the field; past that, the wall holds it back (R27a)."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from branches.models import Organisation, Secretary
from pledges import actions
from pledges.choices import MoveState, PlanKind, PlanOutcome
from pledges.models import DueMove, Measure, Plan, Update, Version
from pledges.texts import MeasureText, text_of
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, drafted, in_force, on, reported
from tests.snapshot import staged
from tests.world import YEAR_1, YEAR_2, rate

NOVEMBER = date(2012, 11, 25)
SAID = {  # what is typed: the part that must not be read, longer than any key in an address; how it is named
    "帮扶后进支部": ("后进", "“后进”涉及最低等次"),
    "考评92.5分": ("92.5", "“92.5分”涉及得分"),
    "证号11010119900307123X": ("11010119900307123X", "“11010119900307123X”涉及身份证件号码"),
    "找13812345678": ("13812345678", "“13812345678”涉及电话号码"),
}


@pytest.fixture
@staged
def branch(world):
    """0101, which stands at ordinary."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    return world["0101"]


@pytest.fixture(autouse=True)
def clock():
    with on(NOVEMBER):
        yield


def measured(plan, **facts):
    return replace(text_of(plan), measures=(MeasureText("学习", **facts),))


def write(plan, **facts):
    actions.write(plan=plan, text=replace(text_of(plan), **facts), by=None)


def amend(plan, **facts):
    actions.amend(plan=plan, text=replace(text_of(plan), **facts), by=None)


def report(plan, words):
    reported(plan, text=words)


def move(plan, words, measure=None):
    actions.ask_move(plan=plan, measure=measure, new_day=date(2012, 12, 1), reason=words, by=None)


def decide(plan, words):
    assessed(plan)
    actions.decide_outcome(plan=plan, outcome=PlanOutcome.NOT_KEPT, reason="核实", explanation=words, by=None)


DRAFTED = {
    "measure": lambda plan, words: write(plan, measures=(MeasureText(words),)),
    "person": lambda plan, words: write(plan, measures=(MeasureText("学习", person=words),)),
    "responsible": lambda plan, words: write(plan, responsible=words),
}
IN_FORCE = {
    "new measure": lambda plan, words: amend(plan, measures=(MeasureText(words),)),
    "new person": lambda plan, words: amend(plan, measures=(MeasureText("学习", person=words),)),
    "new responsible": lambda plan, words: amend(plan, responsible=words),
    "report": report,
    "reason of a move": move,
    "reason of a measure's move": lambda plan, words: move(plan, words, measure=plan.measures.get()),
    "assessment": lambda plan, words: assessed(plan, text=words),
    "explanation": decide,
}
FIELDS = {"report": "text", "reason of a move": "reason", "reason of a measure's move": "reason"}
FIELDS |= {"assessment": "text", "explanation": "explanation"}


@pytest.mark.parametrize("field", [*DRAFTED, *IN_FORCE])
def test_what_is_not_public_is_named_when_it_is_typed(branch, world, field):
    key = (drafted if field in DRAFTED else in_force)(branch, world.campaign).pk
    for words, (_hidden, named) in SAID.items():
        with pytest.raises(ValidationError) as refused, transaction.atomic():
            {**DRAFTED, **IN_FORCE}[field](Plan.objects.get(pk=key), words)
        assert getattr(refused.value, "error_dict", {"": None}).keys() == {FIELDS.get(field, "")}
        assert refused.value.messages == [f"{named}，不能出现在公开页面上（R27a），请改换表述。"]


@pytest.mark.parametrize("words", SAID)
def test_what_nobody_else_reads_may_say_it(branch, world, words):
    plan = in_force(branch, world.campaign, PlanKind.RECTIFICATION, goal=Tier.GOOD, due_on=YEAR_2)
    amend(plan, measures=(MeasureText("学习", number=1), MeasureText(words)), problems=words)
    report(plan, words)
    move(plan, words)
    said = Update.objects.get().text, DueMove.objects.get().reason, Version.objects.get(number=2).content["problems"]
    assert said == (words,) * 3


def test_numbers_that_are_a_score_only_beside_their_words_are_named(branch, world):
    with pytest.raises(ValidationError) as refused:
        drafted(branch, world.campaign, measures=[MeasureText("考核得分", start=75, goal_value=85)])
    assert "得分:从75" in refused.value.messages[0]
    drafted(branch, world.campaign, measures=[MeasureText("每月学习次数", start=75, goal_value=85)])


BEHIND = {
    "measure": lambda plan, words: Measure.objects.filter(plan=plan).update(text=words),
    "person": lambda plan, words: Measure.objects.filter(plan=plan).update(person=words),
    "responsible": lambda plan, words: Plan.objects.filter(pk=plan.pk).update(responsible=words),
    "secretary": lambda plan, words: Secretary.objects.update_or_create(
        organisation=plan.organisation, defaults={"name": words}
    ),
    "report": lambda plan, words: Update.objects.create(measure=plan.measures.get(), on=TODAY, text=words),
    "move": lambda plan, words: DueMove.objects.create(
        plan=plan, old_day=TODAY, new_day=YEAR_1, reason=words, state=MoveState.GRANTED, decided_on=TODAY
    ),
    "assessment": lambda plan, words: Plan.objects.filter(pk=plan.pk).update(assessment=words),
    "explanation": lambda plan, words: Plan.objects.filter(pk=plan.pk).update(
        state="ended", ended_on=NOVEMBER, outcome="not_kept", explanation=words
    ),
    "outcome's reason": lambda plan, words: Plan.objects.filter(pk=plan.pk).update(outcome_reason=words),
    "branch": lambda plan, words: Organisation.objects.filter(code="0101").update(name=words),
    "unit": lambda plan, words: Organisation.objects.filter(code="01").update(name=words),
    "former measure": lambda plan, words: formerly(plan, measures=[{**first(plan), "text": words}]),
    "former person": lambda plan, words: formerly(plan, measures=[{**first(plan), "person": words}]),
    "former responsible": lambda plan, words: formerly(plan, responsible=words),
    "former numbers": lambda plan, words: formerly(
        plan, measures=[{**first(plan), "text": "得分", "start": "4321", "goal_value": "92.5"}]
    ),
}


def first(plan):
    return plan.versions.get(number=1).content["measures"][0]


def formerly(plan, **content):
    version = plan.versions.get(number=1)
    version.content |= content
    version.save()


@pytest.mark.parametrize("field", BEHIND)
def test_what_came_in_by_another_door_is_on_no_public_page(branch, world, client, field):
    plan = in_force(branch, world.campaign, measures=["学习"])
    version = actions.amend(plan=plan, text=replace(text_of(plan), responsible="李明"), by=None)
    actions.submit_version(version=version, by=None)
    actions.adopt_version(version=version, by=None)
    paths = ["/pledges/", "/pledges/?unit=01", f"/pledges/{plan.pk}/", f"/pledges/{plan.pk}/versions/1/"]
    for words, (hidden, _named) in SAID.items():
        BEHIND[field](plan, words)
        pages = [client.get(path) for path in paths]
        assert [(answer.status_code, hidden in answer.content.decode()) for answer in pages] == [(200, False)] * 4


def test_unsayable_names_give_way_to_codes(branch, world, client):
    plan = in_force(branch, world.campaign)
    Organisation.objects.filter(code__in=("01", "0101")).update(name="后进转化支部")
    pledge = client.get(f"/pledges/{plan.pk}/").context["pledge"]
    (card,) = client.get("/pledges/").context["wall"].cards
    assert (pledge.branch, pledge.unit.name, card.branch, card.unit.name) == ("0101", "01", "0101", "01")


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("measures/1/report/", {"text": "考评92.5分", "on": "2012-11-01", "completes": "on"}),
        ("move/", {"new_day": "2012-12-01", "reason": "考评92.5分"}),
        ("measures/1/move/", {"new_day": "2012-12-01", "reason": "考评92.5分"}),
    ],
)
def test_form_names_it_at_its_field_and_keeps_what_was_typed(branch, world, client_of, address, sent):
    plan = in_force(branch, world.campaign)
    answer = client_of("branch-0101").post(f"/plans/{plan.pk}/{address}", sent)
    form = answer.context["form"] if "form" in answer.context else answer.context["decision"].form
    name = "text" if "text" in sent else "reason"
    assert (list(form.errors), form[name].value()) == ([name], "考评92.5分")
    assert "92.5分" in form.errors[name][0]
