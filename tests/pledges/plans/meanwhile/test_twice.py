"""Every button of the room is pressed twice, and gone back to: the second answer is a sentence, and nothing doubles."""

from html import unescape

import pytest
from django.apps import apps
from django.contrib.messages import get_messages

from pledges import actions
from pledges.choices import PlanKind, PlanOutcome, PlanState
from pledges.models import Plan
from pledges.plans.deciding import PLAN_VERBS, VERSION_VERBS
from pledges.plans.urls import urlpatterns
from pledges.texts import text_of
from tests.core.attachments.files import picture, uploaded
from tests.pledges.access import FORMS, VERBS
from tests.pledges.made import IN_TIME, TODAY, days, drafted, in_force, reported
from tests.pledges.plans.sending import new, shown, typed
from tests.pledges.plans.test_deciding import COUNTS, REASON, SENT, name_of, standing_at
from tests.pledges.plans.test_deciding import VERBS as TRANSITIONS

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"


def pledge_of(world):
    return in_force(world["0101"], world.campaign, measures=["学习", "换届"], by=world.people[BRANCH])


def rectification_of(world):
    return in_force(world["0102"], world.campaign, PlanKind.RECTIFICATION)


def address(plan, way):
    return f"/plans/{plan.pk}/{way}/"


def begun(world, client_of):
    page = client_of(BRANCH).get(new("pledge", "0101"))
    return BRANCH, new("pledge", "0101"), shown(page) | typed("每月学习")


def edited(plan, client_of):
    page = address(plan, "edit")
    return BRANCH, page, shown(client_of(BRANCH).get(page)) | typed("每周学习")


def measure_reported(world, _client_of):
    sent = {"text": "已学习", "on": str(TODAY), "completes": "on", "link": "https://example.org/a"}
    return BRANCH, address(pledge_of(world), "measures/1/report"), sent


def measure_reported_with_a_picture(world, client_of):
    who, page, sent = measure_reported(world, client_of)
    return who, page, {name: value for name, value in sent.items() if name != "completes"} | {"file": picture()}


def of_the_report(verb, sent):
    def scene(world, _client_of):
        plan = pledge_of(world)
        reported(plan, by=world.people[BRANCH])
        return UNIT, address(plan, f"measures/1/{verb}"), sent

    return scene


def of_the_move(verb, sent):
    def scene(world, _client_of):
        plan = pledge_of(world)
        move = actions.ask_move(plan=plan, new_day=IN_TIME - days(9), reason="调研", by=None)
        return UNIT, address(plan, f"moves/{move.pk}/{verb}"), sent

    return scene


def of_the_version(verb, who, sent):
    def scene(world, _client_of):
        plan = pledge_of(world)
        version = actions.amend(plan=plan, text=text_of(plan), by=None)
        if verb != "submit":
            actions.submit_version(version=version, by=None)
        return who, address(plan, f"version/{verb}"), sent

    return scene


def of_the_plan(kind, verb):
    def scene(world, _client_of):
        plan = standing_at(world, kind, sorted(verb.sources)[0])
        return name_of(kind, verb.role), address(plan, verb.name), SENT.get(verb.name, {})

    return scene


def version_discarded(world, _client_of):
    plan = pledge_of(world)
    actions.amend(plan=plan, text=text_of(plan), by=None)
    return BRANCH, address(plan, "discard"), {}


def looked_back(world, _client_of):
    plan = rectification_of(world)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.ENDED, ended_on=TODAY, outcome=PlanOutcome.SETTLED)
    return DEPARTMENT, address(plan, "look-back"), {"on": str(TODAY), "result": "lasting", "note": "走访了解"}


def resource_dropped(world, _client_of):
    plan = rectification_of(world)
    row = actions.add_resource(plan=plan, what="专项经费", by=None)
    return "unit-01", address(plan, f"resources/{row.pk}/drop"), {}


MOVE = {"new_day": str(IN_TIME - days(9)), "reason": "调研"}
RESOURCE = {"what": "专项经费", "amount": "5000"}
# The name of an address, and its verb → what is there before it is pressed: (who, address, what is sent).
SCENES = {
    ("plan_new", ""): begun,
    ("plan_edit", ""): lambda world, client_of: edited(drafted(world["0101"], world.campaign), client_of),
    ("plan_edit", "version"): lambda world, client_of: edited(pledge_of(world), client_of),
    ("plan_discard", ""): lambda world, _: (BRANCH, address(drafted(world["0101"], world.campaign), "discard"), {}),
    ("plan_discard", "version"): version_discarded,
    ("plan_counts", ""): lambda world, _: (UNIT, address(pledge_of(world), "counts"), COUNTS),
    ("plan_look_back", ""): looked_back,
    ("plan_move", ""): lambda world, _: (BRANCH, address(pledge_of(world), "move"), MOVE),
    ("measure_move", ""): lambda world, _: (BRANCH, address(pledge_of(world), "measures/1/move"), MOVE),
    ("move_decide", "grant"): of_the_move("grant", {}),
    ("move_decide", "refuse"): of_the_move("refuse", REASON),
    ("resource_new", ""): lambda world, _: (UNIT, address(rectification_of(world), "resources"), RESOURCE),
    ("resource_drop", ""): resource_dropped,
    ("version_decide", "submit"): of_the_version("submit", BRANCH, {}),
    ("version_decide", "return"): of_the_version("return", UNIT, REASON),
    ("version_decide", "adopt"): of_the_version("adopt", UNIT, {}),
    ("measure_report", ""): measure_reported,
    ("measure_report", "picture"): measure_reported_with_a_picture,
    ("measure_decide", "confirm"): of_the_report("confirm", {}),
    ("measure_decide", "unconfirm"): of_the_report("unconfirm", REASON),
    **{("plan_decide", f"{kind} {one.name}"): of_the_plan(kind, one) for kind, one in TRANSITIONS},
}


def rows():
    """{model: how many}, histories included."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("pledges").get_models()}


def fresh(sent):
    """What is sent; a file is read only once."""
    return sent | ({"file": uploaded("学习.png", sent["file"])} if "file" in sent else {})


def sentences(response):
    """What the answer says: messages, what stands in the way, what is wrong with the form."""
    said = [str(one) for one in get_messages(response.wsgi_request)]
    if response.status_code == 302:
        return said
    decision = response.context.get("decision")
    form = decision.form if decision else response.context["form"]
    said += [sentence for told in form.errors.values() for sentence in told]
    return said + ([decision.obstacle] if decision and decision.obstacle else [])


def answer(client, response):
    """The page that is read in the end."""
    return (client.get(response.url) if response.status_code == 302 else response).content.decode()


def test_every_address_that_is_sent_something_is_pressed_twice():
    sent_to = {one.removeprefix("pledges:") for one in FORMS | VERBS} & {one.name for one in urlpatterns}
    assert {name for name, _verb in SCENES} == sent_to
    assert {verb.split()[-1] for name, verb in SCENES if name == "plan_decide"} == set(PLAN_VERBS)
    assert {verb for name, verb in SCENES if name == "version_decide"} == set(VERSION_VERBS)


@pytest.mark.parametrize("scene", SCENES.values(), ids=[" ".join(key).strip() for key in SCENES])
def test_pressed_twice_and_gone_back_to_it_does_it_once(rated, client_of, scene):
    who, page, sent = scene(rated, client_of)
    client, before = client_of(who), rows()
    first = client.post(page, fresh(sent))
    once, _shown = rows(), client.get(first.url)
    second = client.post(page, fresh(sent))
    assert (first.status_code, once != before) == (302, True)
    assert (rows(), second.status_code in (200, 302)) == (once, True)
    said = sentences(second)
    assert (said != [], [one for one in said if one not in unescape(answer(client, second))]) == (True, [])
