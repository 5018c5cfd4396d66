"""What the page of a project shows of its review, and to whom."""

from decimal import Decimal

import pytest

from projects.actions import reviews as actions
from projects.choices import PanelStage
from projects.models import Seat
from tests.projects.made import panel
from tests.projects.reviews.judged import decided_panel, handed_in, judge, judged, seat_of

pytestmark = pytest.mark.django_db


def shown(client, project):
    return client.get(f"/projects/{project.pk}/").content.decode()


def test_sheets_are_for_who_decides_or_looks_on(world, client_of):
    made = judged(world)
    decided_panel(world, made, [30, 30, 40], [20, 20, 20])
    for name in ("department", "viewer"):
        text = shown(client_of(name), made)
        assert all(one in text for one in ("judge-0", "judge-1", "选题好", "80.00"))
    for name in ("unit-01", "branch-0101"):
        text = shown(client_of(name), made)
        assert not any(one in text for one in ("judge-0", "选题好", "80.00"))


def test_unit_reads_the_sheets_of_its_own_call(world, client_of):
    made = judged(world, host="01")
    decided_panel(world, made, [30, 30, 40])
    assert "judge-0" in shown(client_of("unit-01"), made)
    assert "judge-0" not in shown(client_of("branch-0101"), made)


def test_former_versions_and_conflicts_are_read(world, client_of):
    made, one, two = judged(world), judge(world), judge(world, "expert-3")
    panel(made, one, two)
    handed_in(made, one, [1, 2, 3], "第一版")
    handed_in(made, one, [4, 5, 6], "第二版")
    actions.recuse(seat=seat_of(made, two), reason="合作者", by=two.user)
    text = shown(client_of("department"), made)
    assert all(said in text for said in ("第一版", "第二版", "合作者"))
    assert Seat.history.filter(id=seat_of(made, one).pk, state="submitted").count() == 2


def test_both_panels_are_on_one_page(world, client_of):
    made = judged(world)
    experts = [judge(world), judge(world, "expert-3")]
    for stage in PanelStage:
        panel(made, *experts, stage=stage)
    text = shown(client_of("department"), made)
    assert all(str(stage.label) in text for stage in PanelStage)
    assert text.count("expert-3") == len(PanelStage)


def test_applicant_reads_verdict_message_and_what_is_offered(world, client_of):
    made = judged(world, host="01")
    sums = {"granted": Decimal(1000), "own_granted": Decimal(500)}
    actions.revise(project=made, **sums, message="请压缩预算。", by=world.people["unit-01"])
    text = shown(client_of("branch-0101"), made)
    assert all(said in text for said in ("修改后立项", "请压缩预算。", "拟批准经费", "500.00元"))
    assert "<dt>批准经费</dt>" not in text
