"""A verb behind a form: its refusal stands at the field, and so does that of the database in a race."""

import re
import threading
from datetime import date, timedelta

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client
from zeal import zeal_ignore

from accounts.models import User
from branches.models import Appointment, Organisation, Secretary
from core.forms import LineField, TextField, attempt, settled
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating, Round
from tests.world import RHYTHM, found, rate

# A refusal on a page of the admin, or on one of ours.
TOLD = re.compile('errorlist|is-invalid|alert-danger|role="alert"')


class CodeForm(forms.Form):
    code = forms.CharField()


@pytest.fixture
def form():
    form = CodeForm({"code": "2012"})
    assert form.is_valid()
    return form


def refusing(errors):
    def verb():
        raise ValidationError(errors)

    return verb


@pytest.mark.parametrize(
    ("refusal", "shown"),
    [
        ({"code": "taken"}, {"code": ["taken"]}),
        ({"organisation": "closed"}, {"__all__": ["closed"]}),
        (["too late", "again"], {"__all__": ["too late", "again"]}),
    ],
)
def test_refusal_stands_at_its_field_or_on_top(form, refusal, shown, db):
    assert attempt(form, refusing(refusal)) is None
    assert (form.errors, form["code"].value()) == (shown, "2012")


def test_what_succeeds_is_returned(form, db):
    assert attempt(form, lambda: "done") == "done"
    assert form.is_valid()


def test_second_of_two_is_told_by_the_checks(form, world):
    """The check passed a moment too early: the database refuses, and the check that follows says it in words."""
    checked = []

    def verb():
        checks = bool(checked)
        checked.append(1)
        facts = {"code": "2012", "name": "扶弱培强", "starts_on": date(2012, 4, 1)}
        return actions.open_campaign(**facts, by=None) if checks else Campaign.objects.create(**facts)

    assert attempt(form, verb) is None
    assert (list(form.errors), len(checked), Campaign.objects.count()) == (["code"], 2, 1)


def test_what_no_check_explains_is_told_by_the_constraint_at_its_field(world):
    with pytest.raises(ValidationError) as refused:
        settled(lambda: Campaign.objects.create(code="2012", name="扶弱培强", starts_on=date(2012, 4, 1)))
    assert list(refused.value.message_dict) == ["code"]


def test_unique_constraint_says_its_own_sentence_at_its_field(world):
    Secretary.objects.create(organisation=world["0101"], name="甲")
    with pytest.raises(ValidationError) as refused:
        settled(Secretary(organisation=world["0101"], name="乙").save)
    assert refused.value.message_dict == {"organisation": ["该组织已有在任书记。请先填写前任的离任日期。"]}


def test_check_constraint_says_its_own_sentence(world):
    appointment = Appointment.objects.filter(role="branch").first()
    appointment.ends_on = appointment.starts_on - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        settled(appointment.save)
    assert len(refused.value.messages) == 1
    assert "appointment_dates_in_order" not in refused.value.messages[0]


def test_what_is_gone_is_told_in_words(world):
    """A row that another one refers to was removed meanwhile: no constraint of ours has words for it."""
    round_ = Round(campaign_id=10**6, code="2012-9", name="第九轮", reference_date=date(2012, 12, 1))

    def verb():
        round_.save()
        connection.check_constraints()  # as at the end of the transaction

    with pytest.raises(ValidationError, match="与他人同时保存的内容冲突"):
        settled(verb)


def test_constraint_without_words_of_its_own_names_no_identifier(world):
    rating = rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    rating.tier = None
    with pytest.raises(ValidationError, match="与他人同时保存的内容冲突"):
        settled(rating.save)
    with pytest.raises(ValidationError, match="已经存在"):
        settled(Rating(organisation=rating.organisation, round=rating.round, unit=rating.unit).save)


class ThrownOut(Exception):
    """What the driver of PostgreSQL says of one of two that wait for each other."""

    pgcode = "40P01"


@pytest.mark.parametrize(("thrown_out", "outcome"), [(0, "done"), (1, "done"), (5, "done"), (6, OperationalError)])
def test_who_is_thrown_out_several_times_tries_again(db, thrown_out, outcome):
    waiting = [OperationalError("deadlock")] * thrown_out

    def verb():
        if waiting:
            raise waiting.pop() from ThrownOut()
        return "done"

    if outcome == "done":
        assert settled(verb) == "done"
    else:
        with pytest.raises(outcome):
            settled(verb)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_wait_for_each_other_both_get_through(world):
    keys = [world.people[name].pk for name in ("unit-01", "unit-02")]
    both_hold, done = threading.Barrier(2), []

    def save(first, second):
        tries = []

        def verb():
            tries.append(User.objects.select_for_update().get(pk=first))
            if len(tries) == 1:
                both_hold.wait()
            return User.objects.select_for_update().get(pk=second)

        done.append((settled(verb), len(tries)))
        connection.close()

    threads = [threading.Thread(target=save, args=keys), threading.Thread(target=save, args=keys[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tries for _user, tries in done) == [1, 2]


CAMPAIGN = {
    "code": "2013",
    "name": "第二期",
    "starts_on": "2013-01-01",
    **RHYTHM,
    "target-TOTAL_FORMS": "1",
    "target-INITIAL_FORMS": "0",
    "target-0-code": "ordinary-1",
    "target-0-from_tiers": ["2"],
    "target-0-to_tier": "4",
    "target-0-percent": "30",
    "target-0-deadline": "2013-12-31",
}
ROUND = {"code": "2012-3", "name": "第三轮", "reference_date": "2012-12-01"}
USER = {"username": "li", "name": "李明"}
NEW = {"secretaries-TOTAL_FORMS": "0", "secretaries-INITIAL_FORMS": "0"}
PLACE = {"kind": "party_committee", "code": "09", "name": "物理学院党委", **NEW}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("username", "address", "data", "model"),
    [
        ("department", "/campaigns/new/", CAMPAIGN, Campaign),
        ("department", "/campaigns/2012/rounds/new/", ROUND, Round),
        ("accounts", "/admin/accounts/user/add/", USER, User),
        ("department", "/admin/branches/organisation/add/", PLACE, Organisation),
        ("department", "/admin/branches/appointment/add/", {"role": "unit", "starts_on": "2012-05-01"}, Appointment),
        ("department", "/rounds/2012-2/admit/0104/", {"reason": "支部规模大"}, Rating),
    ],
    ids=["campaign", "round", "account", "organisation", "appointment", "admission"],
)
def test_of_two_who_save_the_same_at_once_one_is_told(world, username, address, data, model):
    found(world["01"], "0104", founded_on=date(2012, 6, 1))
    data = data | {"parent": world["00"].pk, "user": world.people["stranger"].pk, "organisation": world["01"].pk}
    before, answers = model.objects.count(), []
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(world.people[username])
    start = threading.Barrier(2)

    def send(client):
        start.wait()
        with zeal_ignore():  # what is looked at again asks the same again
            response = client.post(address, data)
        answers.append((response.status_code, bool(TOLD.search(response.content.decode()))))
        connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert model.objects.count() == before + 1
    assert [told for _status, told in sorted(answers, key=lambda answer: answer[1])] == [False, True]
    assert {status for status, _told in answers} <= {200, 302}


class TypedForm(forms.Form):
    title = LineField(max_length=5)
    text = TextField(max_length=8, required=False)


@pytest.mark.parametrize(
    ("title", "text", "kept"),
    [
        ("  文\u3000学\u200b ", "", {"title": "文 学", "text": ""}),
        ("⽂学\n１２", " 一 \r\n\r\n二\u3000", {"title": "文学 12", "text": "一\n\n二"}),
        ("\u200b" * 9 + "文学院党委", "\n" * 9, {"title": "文学院党委", "text": ""}),
    ],
)
def test_typed_text_is_folded_before_it_is_measured(title, text, kept):
    form = TypedForm({"title": title, "text": text})
    assert form.is_valid()
    assert form.cleaned_data == kept


@pytest.mark.parametrize(
    ("title", "text", "refused"),
    [
        (" \u200b\u3000", "", {"title": ["请填写。"]}),
        ("文学院党委会", "", {"title": ["最多5个字，现有6个字。"]}),
        ("文", "一二三四\n五六七八", {"text": ["最多8个字，现有9个字。"]}),
        ("a\x00b", "", {"title": ["文字中有无法保存的字符（空字符），请删去后重新输入。"]}),
    ],
)
def test_refused_text_is_told_in_a_sentence(title, text, refused):
    assert TypedForm({"title": title, "text": text}).errors == refused


def test_text_that_folds_to_what_is_stored_is_no_change():
    stored = {"title": "文学", "text": "一\n二"}
    typed = {"title": "文学\u3000", "text": "一 \r\n二\r\n"}
    assert TypedForm(typed, initial=stored).changed_data == []
    assert "maxlength" not in TypedForm().as_p()
