"""Two people who correct the same row of a register: the second is told of what the first one saved."""

from datetime import date

from branches.models import Appointment
from tests.branches.admin.test_people import held_page, user_page


def seen_by(client, page):
    """The version of the row that its page shows."""
    return client.get(page).context["adminform"].form.initial["version"]


def test_of_two_different_corrections_the_second_is_told_of_the_first(world, client_of):
    user, accounts = world.people["stranger"], client_of("accounts")
    version = seen_by(accounts, user_page(user))
    accounts.post(user_page(user), {"username": "stranger", "name": "李明", "version": version})
    response = accounts.post(user_page(user), {"username": "stranger", "name": "李敏", "version": version})
    user.refresh_from_db()
    assert (user.name, response.status_code) == ("李明", 200)
    told = response.content.decode()
    assert "由stranger改为李明" in told
    assert "<title>错误：" in told
    accounts.post(
        user_page(user), {"username": "stranger", "name": "李敏", "version": seen_by(accounts, user_page(user))}
    )
    user.refresh_from_db()
    assert user.name == "李敏"


def test_of_two_ends_of_one_appointment_the_second_is_told_of_the_first(world, client_of):
    held, department = Appointment.objects.get(user=world.people["unit-01"]), client_of("department")
    version = seen_by(department, held_page(held))
    department.post(held_page(held), {"ends_on": "2099-06-01", "version": version})
    response = department.post(held_page(held), {"ends_on": "2099-07-01", "version": version})
    held.refresh_from_db()
    assert (held.ends_on, response.status_code) == (date(2099, 6, 1), 200)
    assert "2099" in response.content.decode()
