"""An expert sees what is assigned and nothing else, whatever address is tried (R37)."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from projects.choices import FileUse, ProjectState
from projects.models import Project, ProjectFile, Seat
from tests.access.test_matrix import ROWS
from tests.projects.made import TODAY, days, panel, project
from tests.projects.reviews.judged import POINTS, judge, judged

pytestmark = pytest.mark.django_db
S = ProjectState
OPEN_TO_EXPERTS = {"projects:desk", "projects:sheet", "projects:conflict", "projects:file"}
HUGE = 10**25


@pytest.fixture
def assigned(world):
    """What the expert judges, with a second seat, and what another one judges; each with a file."""
    mine, other = judged(world, "0201"), judged(world, "0202", title="别人评的")
    expert, second = judge(world, "expert"), judge(world)
    panel(mine, expert, second)
    panel(other, second)
    for one in (mine, other):
        file = ProjectFile(project=one, use=FileUse.APPLICATION, name="证明.pdf")
        file.file.save("证明.pdf", ContentFile(b"%PDF-1.4"))
    return mine, other


def status(client, path):
    answer = client.get(path)
    assert answer.getvalue() is not None  # a file is read to its end
    return answer.status_code


def test_expert_opens_nothing_of_the_rooms_with_the_number_of_what_is_assigned(world, assigned, client_of):
    """Not even of the own project: its page, money, reports, calls, lists and workbooks are for others."""
    mine, _other = assigned
    client, found = client_of("expert"), {}
    for name, row in ROWS.items():
        if name.startswith("projects:") and name not in OPEN_TO_EXPERTS and "N" not in row.who:
            arguments = [mine.pk if isinstance(one, int) else one for one in row.own]
            path = reverse(name, args=arguments)
            answers = {status(client, path), client.post(path).status_code}
            if not answers <= {403, 404, 405}:
                found[name] = answers
    assert found == {}


def test_seats_and_files_of_others_are_not_there(world, assigned, client_of):
    mine, other = assigned
    client = client_of("expert")
    seats = {seat: status(client, f"/projects/desk/{seat.pk}/") for seat in Seat.objects.all()}
    assert sorted(seats.values()) == [200, 404, 404]
    files = [status(client, file.get_absolute_url()) for file in ProjectFile.objects.order_by("project__pk")]
    assert files == [200, 404]
    assert [status(client, f"/projects/{one.pk}/application.docx") for one in assigned] == [403, 403]
    text = client.get("/projects/desk/").content.decode()
    assert (mine.title in text, other.title in text) == (True, False)
    found = [client.get(f"/search/?q={other.title}"), client.get("/")]
    assert not any(f"/projects/{other.pk}/" in one.content.decode() for one in found)


@pytest.mark.parametrize("state", [one for one in S if one != S.REVIEWING])
def test_with_the_state_of_the_project_all_of_it_leaves(world, assigned, client_of, state):
    mine, _other = assigned
    ended = {"ended_on": TODAY} if state in (S.REJECTED, S.ACCEPTED, S.REVOKED, S.STOPPED, S.WITHDRAWN) else {}
    Project.objects.filter(pk=mine.pk).update(state=state, **ended)
    client = client_of("expert")
    seat = Seat.objects.get(panel__project=mine, expert__user=world.people["expert"])
    sent = {f"points_{place}": points for place, points in enumerate(POINTS)} | {"remark": "迟了", "hand_in": "1"}
    answer = client.post(f"/projects/desk/{seat.pk}/", sent)
    seat.refresh_from_db()
    kept = "迟了" in answer.content.decode()
    assert (seat.state, seat.points, kept) == ("draft", [], True)
    assert status(client, ProjectFile.objects.get(project=mine).get_absolute_url()) == 404
    assert mine.title not in client.get("/").content.decode()
    assert mine.title not in client.get("/projects/desk/").content.decode()


def test_expert_of_the_own_unit_by_a_forged_number_is_refused_with_what_was_ticked(world, client_of):
    made = judged(world, "0101")
    own, free = judge(world, "own", world["01"]), judge(world, "free")
    sent = {"experts": [own.pk, free.pk], "due_on": str(TODAY + days(7))}
    for address in (
        f"/projects/{made.pk}/panel/application/",
        f"/projects/calls/{made.call_id}/assign/?stage=application&ticked={made.pk}",
    ):
        answer = client_of("department").post(address, sent)
        form = answer.context["form"]
        assert (answer.status_code, set(form.errors)) == (200, {"experts"})
        assert form["due_on"].value() == sent["due_on"]
        assert str(free.pk) in form["experts"].value()
    assert not Seat.objects.exists()


def test_numbers_beyond_every_database_lead_nowhere(world, called, client_of):
    project(world["0101"], called)
    people = {letter: client_of(name) for letter, name in (("A", "department"), ("U", "unit-01"), ("B", "branch-0101"))}
    people |= {"E": client_of("expert"), "N": Client()}
    found = {}
    for name, row in ROWS.items():
        if not name.startswith("projects:") or not any(isinstance(one, int) for one in row.own):
            continue
        path = reverse(name, args=[HUGE if isinstance(one, int) else one for one in row.own])
        client = next(people[letter] for letter in "AUBEN" if letter in row.who)
        answers = {status(client, path), client.post(path).status_code}
        if not answers <= {302, 403, 404, 405}:
            found[name] = answers
    assert found == {}
