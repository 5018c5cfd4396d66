"""`manage.py officer`: a first person who can sign in and must change the password; refusals by exit code."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from branches.models import Organisation
from branches.places import places_of
from core.choices import Role
from core.models import Event


def officer(capsys, *arguments):
    """What the command prints."""
    call_command("officer", *arguments)
    return capsys.readouterr().out


def test_officer_in_an_empty_database(db, settings, capsys):
    settings.UNIVERSITY_NAME = "示范大学"
    *told, password = officer(capsys, "zhang", "department", "--name", "张三").splitlines()
    assert told == ["用户名：zhang", "一次性密码（首次登录时须修改）："]
    user = User.objects.get(username="zhang")
    assert (user.name, user.must_change_password, user.check_password(password)) == ("张三", True, True)
    university = Organisation.objects.get()
    assert (university.code, university.name) == ("00", "示范大学")
    assert [(place.role, place.code) for place in places_of(user)] == [(Role.DEPARTMENT, "00")]
    detail = Event.objects.get().detail
    assert (detail["verb"], detail["role"]) == ("created", "department")


def test_officer_at_a_unit(world, capsys):
    officer(capsys, "li", "unit", "--at", "01")
    assert [(place.role, place.code) for place in places_of(User.objects.get(username="li"))] == [(Role.UNIT, "01")]


@pytest.mark.parametrize(
    ("arguments", "returncode"),
    [
        (("unit-01", "department"), 1),
        (("bad name", "department"), 1),
        (("li", "department", "--name", "李\udced"), 1),
        (("li", "department", "--name", "李\x00"), 1),
        (("li", "unit", "--at", "0101"), 1),
        (("li", "unit", "--at", "99"), 2),
        (("li", "unit"), 2),
    ],
)
def test_officer_refuses(world, arguments, returncode):
    before = User.objects.count()
    with pytest.raises(CommandError) as error:
        call_command("officer", *arguments)
    assert error.value.returncode == returncode
    assert User.objects.count() == before
