"""Who is offered as a helper comes from the database in the order there always was; one of very many is typed."""

from collections import Counter
from decimal import Decimal
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.choices import BRANCH_KINDS, Category
from branches.filters import BY_UNIT
from branches.models import Organisation
from core.choices import Role
from pledges.models import Twinning
from pledges.queries.twinnings.suggesting import SUGGESTED, candidates, offered, suggested
from ratings import actions
from ratings.choices import Tier
from ratings.queries.cohort import tier_of
from tests.pledges.made import TODAY
from tests.pledges.twinning.made import agreed, proposed
from tests.pledges.twinning.pages import errors
from tests.world import SCORES, close, crowd

NEW = "/twinning/new/0102/"
SENT = {"helper_kind": "branch", "starts_on": "2012-06-01", "ends_on": "2013-06-01"}


def branches_under(world, numbers, unit="02", *, tier=None, **facts):
    """Further branches of a unit, all at one tier or at none."""
    found = crowd(world[unit], numbers, **facts)
    if tier:
        stand(world, dict.fromkeys(found, tier))
    return found


def stand(world, tiers):
    """Rate those branches in the baseline: {Organisation: Tier}."""
    unit = Organisation.objects.get(code="02")
    rows = [
        actions.Decided(one.pk, world.baseline.pk, unit.pk, Decimal(SCORES[tier]), tier) for one, tier in tiers.items()
    ]
    actions.record_decided(rows=rows, by=None, reason="台账")


def random_world(world, seed):
    """Branches of all categories and tiers in both units, some that help, one that is closed."""
    draw = Random(seed)
    for number in range(24):
        unit, category = draw.choice(("01", "02")), draw.choice(Category.values)
        [row] = branches_under(world, [number], unit, category=category)
        if tier := draw.choice((None, *Tier)):
            stand(world, {row: tier})
        world.organisations[row.code] = row
    helping = [code for code, one in world.organisations.items() if tier_of(one, TODAY) in (Tier.GOOD, Tier.ADVANCED)]
    for helped in draw.sample(sorted(code for code in world.organisations if code.startswith("N")), 8):
        if (helper := draw.choice(sorted(helping))) not in (helped, "0102"):
            agreed(world, helped, helper, by=None)
    proposed(world, "0102", "0101")
    close(world["0201"], TODAY)


def expected(helped, held):
    """The oracle: all branches put in order one by one."""
    loads = Counter(Twinning.objects.in_force_on(TODAY).exclude(helper=None).values_list("helper", flat=True))
    twins = set(Twinning.objects.unended().filter(helped=helped).values_list("helper", flat=True))
    found = []
    for one in Organisation.objects.filter(kind__in=BRANCH_KINDS).open_on(TODAY).exclude(pk=helped.pk):
        tier, same_unit = tier_of(one, TODAY), one.unit_path == helped.unit_path
        if tier in offered(held, same_unit=same_unit):
            place = one.pk in twins, -(tier or 0), one.category != helped.category, not same_unit, loads[one.pk]
            found.append((*place, one.code))
    return [(is_twin, -tier or None, load, code) for is_twin, tier, _category, _unit, load, code in sorted(found)]


@pytest.mark.parametrize("seed", range(5))
def test_candidates_are_those_of_old_in_the_order_of_old(rated, seed):
    random_world(rated, seed)
    helped = rated["0102"]
    for held in ({Role.DEPARTMENT}, {Role.UNIT}, {Role.BRANCH}):
        told = expected(helped, held)
        found = candidates(helped, TODAY, held)
        assert [(one.is_twin, one.tier, one.load, one.code) for one in found] == told
        fit = [code for is_twin, tier, _load, code in told if not is_twin and tier in (Tier.GOOD, Tier.ADVANCED)]
        assert [one.code for one in suggested(found)] == fit[:SUGGESTED]


def test_without_a_campaign_nobody_is_suggested(world):
    world.campaign.rounds.all().delete()
    world.campaign.targets.all().delete()
    world.campaign.delete()
    found = candidates(world["0102"], TODAY, {Role.DEPARTMENT})
    assert [(one.code, one.tier, one.unit) for one in found if one.code == "0101"] == [("0101", None, "文学院党委")]
    assert suggested(found) == []


def test_the_good_are_suggested_where_the_advanced_are_too_few(rated):
    branches_under(rated, range(SUGGESTED - 2), tier=Tier.ADVANCED)
    found = [one.code for one in suggested(candidates(rated["0102"], TODAY, {Role.DEPARTMENT}))]
    assert (found[0], found[-1], len(found)) == ("0101", "0201", SUGGESTED)
    branches_under(rated, [SUGGESTED], tier=Tier.ADVANCED)
    assert "0201" not in [one.code for one in suggested(candidates(rated["0102"], TODAY, {Role.DEPARTMENT}))]


def test_as_many_questions_for_many_as_for_few(rated, client_of):
    client, counts = client_of("department"), []
    branches_under(rated, range(SUGGESTED), tier=Tier.ADVANCED)
    for more in (range(100, 110), range(200, 260)):
        branches_under(rated, more, tier=Tier.ORDINARY)
        client.get(NEW)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(NEW).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.fixture
def many(rated):
    """More branches than a list holds; of two names there are two each."""
    branches_under(rated, range(BY_UNIT), tier=Tier.ADVANCED)
    branches_under(rated, (9000, 9001), name="同名党支部", tier=Tier.ADVANCED)
    return rated


def test_one_of_very_many_is_typed(many, client_of):
    page = client_of("unit-01").get(NEW)
    text = page.content.decode()
    assert '<select name="other"' not in text
    assert '<input type="text" name="other"' in text
    assert text.count('name="helper"') == SUGGESTED + 1
    assert "N0499" not in text


@pytest.mark.parametrize("typed", ["N0499", " Ｎ０４９９ ", "第499党支部", "N0499 第499党支部"])
def test_by_code_or_name(many, client_of, typed):
    client_of("unit-01").post(NEW, SENT | {"other": typed})
    assert Twinning.objects.get().helper.code == "N0499"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("没有这个支部", "可选范围内没有与“没有这个支部”相符的组织。"),
        ("同名党支部", "请输入编码选定：N9000 同名党支部 · N9001 同名党支部"),
        ("第499党", "请输入编码选定：N0499 第499党支部"),
        (
            "第1",
            "请输入编码选定："
            "N0001 第1党支部 · N0010 第10党支部 · N0011 第11党支部 · N0012 第12党支部 · N0013 第13党支部 · …",
        ),
    ],
)
def test_who_is_not_found_or_not_the_only_one_is_named(many, client_of, typed, told):
    response = client_of("unit-01").post(NEW, SENT | {"other": typed, "goal": "转化"})
    assert errors(response) == {"other": [told]}
    assert (f'value="{typed}"' in response.content.decode(), Twinning.objects.count()) == (True, 0)


@pytest.mark.parametrize("who", ["unit-01", "branch-0102"])
def test_one_that_lags_elsewhere_is_answered_like_one_that_does_not_exist(many, client_of, who):
    """Not by its code, its name, a part of it, nor its number; nor one that is ordinary there."""
    [ordinary] = branches_under(many, [9100], name="化学学院普通党支部", tier=Tier.ORDINARY)
    asked = [("other", text) for one in (many["0202"], ordinary) for text in (one.code, one.name, one.name[:-2])]
    asked += [("helper", str(one.pk)) for one in (many["0202"], ordinary)]
    for field, text in asked:
        missing = "999999999" if field == "helper" else text[:-1] + "〇"
        pages = [client_of(who).post(NEW, SENT | {field: one}) for one in (text, missing)]
        told = [errors(page)[field][0].replace(one, "?") for page, one in zip(pages, (text, missing), strict=True)]
        assert told[0] == told[1]
    assert Twinning.objects.count() == 0


def test_suggested_one_may_be_typed_as_well(many, client_of):
    client_of("unit-01").post(NEW, SENT | {"helper": many["0101"].pk, "other": "0101"})
    assert Twinning.objects.get().helper == many["0101"]


@pytest.mark.parametrize("sent", ["9" * 30, "-1", "x", "0102"])
@pytest.mark.parametrize("field", ["helper", "other"])
def test_key_that_nobody_offered_is_refused(rated, client_of, field, sent):
    assert list(errors(client_of("unit-01").post(NEW, SENT | {field: sent}))) == [field]
