"""Numbers as people type them, and as nobody should: each is an amount to the fen, or refused at its field."""

from decimal import Decimal

import pytest

from projects.choices import ProjectState
from projects.models import Project
from tests.projects.made import panel, project
from tests.projects.reviews.judged import judge, judged, seat_of

pytestmark = pytest.mark.django_db
S = ProjectState
WRONG = ("NaN", "Infinity", "-1", "0.001", "99999999999", "1e12", "1e-3", "十二", "1,5", "")
TYPED = {"１２００": "1200", "1e3": "1000", "0012.50": "12.5", " 7 ": "7", "-0": "0", "9999999999.99": "9999999999.99"}


def errors(answer):
    return set(answer.context["decision"].form.errors)


def test_what_is_granted_is_refused_at_its_field(world, unit_called, client_of):
    made, client = judged(world, call=unit_called), client_of("unit-01")
    for text in WRONG:
        answer = client.post(
            f"/projects/{made.pk}/approve/", {"granted": text, "own_granted": "500", "message": "同意"}
        )
        assert (answer.status_code, errors(answer)) == (200, {"granted"}), text
        assert "同意" in answer.content.decode()
    made.refresh_from_db()
    assert (made.state, made.granted) == (S.REVIEWING, None)


def test_own_part_is_kept_to_the_fen(world, called, client_of):
    draft, client = project(world["0101"], called, lines=()), client_of("branch-0101")
    rows = {f"{kind}-{name}": "0" for kind in ("member", "step", "line") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for text, amount in TYPED.items():
        sent = {"title": draft.title, "project_class": "general", "own_part": text, **rows}
        assert client.post(f"/projects/{draft.pk}/edit/", sent).status_code == 302, text
        kept = Project.objects.get(pk=draft.pk).own_part
        assert (kept, kept.is_signed(), kept.as_tuple().exponent) == (Decimal(amount), False, -2), text
        page = client.get(draft.get_absolute_url()).content.decode()
        assert "-0.00" not in page


@pytest.mark.parametrize("text", ["101", "NaN", "1e2", "-0.5", "10.5", "99999999999999999999", "９９９"])
def test_points_beyond_the_criterion_are_refused_at_their_field(world, client_of, text):
    made, expert = judged(world), judge(world, "expert")
    panel(made, expert)
    seat = seat_of(made, expert)
    sent = {"points_0": text, "points_1": "２０", "points_2": "30", "remark": "好", "hand_in": "1"}
    answer = client_of("expert").post(f"/projects/desk/{seat.pk}/", sent)
    assert set(answer.context["form"].errors) == {"points_0"}
    assert answer.context["form"]["remark"].value() == "好"
    assert text in answer.content.decode()
    seat.refresh_from_db()
    assert (seat.state, seat.points) == ("draft", [])
