"""R36: advances, expenditures and what makes them void; each refusal is a sentence at its field."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from core.models import Event
from core.workflow.lifecycle import TooLate
from projects.actions import money
from projects.choices import ProjectState
from projects.models import Project
from tests.projects import made
from tests.projects.money.entered import TODAY, advance, recounted, running, spend

pytestmark = pytest.mark.django_db
S = ProjectState


@pytest.fixture(autouse=True)
def _today():
    with made.on(TODAY):
        yield


@pytest.fixture
def project(world):
    return running(world)


def refusal(verb):
    """{field: sentence} of what `verb` refuses, in English; "": of the whole."""
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        verb()
    found = refused.value
    named = found.message_dict if hasattr(found, "error_dict") else {"": found.messages}
    return {key: told[0] for key, told in named.items()}


def sums(project):
    project.refresh_from_db()
    return str(project.advanced), str(project.spent)


def test_sums_move_with_the_entries_and_are_noted(project, world):
    officer = world.people["department"]
    advance(project, "1000.10", by=officer, note="首批")
    spend(project, "0.70", by=officer)
    spend(project, "0.10", by=officer)
    assert sums(project) == ("1000.10", "0.80")
    assert recounted(project) == (Decimal("1000.10"), Decimal("0.80"))
    assert project.history.first().spent == Decimal("0.80")
    assert Event.objects.latest("pk").detail["amount"] == "0.10"


def test_a_receipt_is_kept_with_its_expenditure(project):
    entry = spend(project, "5", on=date(2012, 10, 1))
    entry.refresh_from_db()
    assert (entry.receipt.name, entry.receipt.use, entry.receipt.project) == ("发票.pdf", "receipt", project)


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [("0", "0 is none"), ("0.001", "2 decimal places"), ("-1", "more than 0"), ("2000.01", "2,000.00")],
)
def test_amount_of_an_expenditure_is_refused(project, amount, sentence):
    told = refusal(lambda: spend(project, amount))
    assert sentence in told["amount"]
    assert sums(project) == ("0.00", "0.00")


def test_balance_is_spent_to_the_last_fen_and_not_beyond(project):
    spend(project, "1999.99")
    assert "0.01" in refusal(lambda: spend(project, "0.02", use="其他"))["amount"]
    spend(project, "0.01", use="其他")
    assert sums(project) == ("0.00", "2000.00")


def test_more_than_a_line_holds_may_be_spent(project):
    spend(project, "900", line=2)
    assert sums(project)[1] == "900.00"


def test_advances_stay_within_what_is_granted_and_above_nothing(project):
    advance(project, "1000")
    assert "500.00" in refusal(lambda: advance(project, "500.01"))["amount"]
    assert "1,000.00" in refusal(lambda: advance(project, "-1000.01"))["amount"]
    advance(project, "-1000")
    assert sums(project) == ("0.00", "0.00")


def test_days_of_advances_stay_within_as_well(project):
    advance(project, "1000", on=date(2012, 10, 10))
    assert set(refusal(lambda: advance(project, "-1000", on=date(2012, 10, 9)))) == {"on"}
    advance(project, "-1000", on=date(2012, 10, 20))
    assert set(refusal(lambda: advance(project, "1000", on=date(2012, 10, 19)))) == {"on"}
    assert sums(project) == ("0.00", "0.00")


@pytest.mark.parametrize("day", [date(2012, 8, 31), date(2012, 11, 2)])
@pytest.mark.parametrize("verb", [advance, spend])
def test_day_lies_between_the_start_and_today(project, verb, day):
    assert set(refusal(lambda: verb(project, "1", on=day))) == {"on"}


@pytest.mark.parametrize("state", [S.REVIEWING, S.NOTICE, S.DRAFT])
@pytest.mark.parametrize("verb", [advance, spend])
def test_nothing_moves_before_the_project_begins(project, verb, state):
    Project.objects.filter(pk=project.pk).update(state=state)
    assert "has not begun" in refusal(lambda: verb(project, "1"))[""]


def test_after_the_end_money_goes_back_and_wrong_entries_become_void(project):
    advance(project, "1000")
    spent = spend(project, "300")
    Project.objects.filter(pk=project.pk).update(state=S.STOPPED, ended_on=TODAY)
    assert "has ended" in refusal(lambda: advance(project, "1"))[""]
    assert "has ended" in refusal(lambda: spend(project, "1"))[""]
    advance(project, "-700")
    money.void_expenditure(expenditure=spent, reason="重复", by=None)
    assert sums(project) == ("300.00", "0.00")


def test_line_is_one_of_the_project(project, world):
    other = running(world, "0102").lines.first()
    verb = {"project": project, "on": TODAY, "amount": Decimal(1), "use": "", "receipt": None, "by": None}
    assert "receipt" in refusal(lambda: money.spend(line=other, **verb))
    verb["receipt"] = object()
    assert "line" in refusal(lambda: money.spend(line=other, **verb))
    assert "line" in refusal(lambda: money.spend(line=None, **verb))


def test_same_entry_is_asked_about_and_entered_once_more_on_purpose(project):
    spend(project, "5")
    assert "again" in refusal(lambda: spend(project, "5"))
    with made.on(TODAY + made.days(1)):
        known = timezone.now()
        spend(project, "5", again=known)
        assert "again" in refusal(lambda: spend(project, "5", again=known))
    assert sums(project)[1] == "10.00"


def test_void_entries_count_for_nothing_and_stay(project, world):
    entry = advance(project, "1000")
    secretary = world.people["unit-01"]
    assert "reason" in refusal(lambda: money.void_advance(advance=entry, reason=" ", by=secretary))
    money.void_advance(advance=entry, reason="金额有误", by=secretary)
    entry.refresh_from_db()
    assert (entry.void_reason, entry.voided_by, sums(project)[0]) == ("金额有误", secretary, "0.00")
    with pytest.raises(TooLate):
        money.void_advance(advance=entry, reason="再次", by=secretary)
    assert sums(project)[0] == "0.00"


def test_advances_and_returns_are_made_void_within_the_same_limits(project):
    first = advance(project, "1000")
    back = advance(project, "-600")
    told = refusal(lambda: money.void_advance(advance=first, reason="误", by=None))
    assert "400.00" in told["amount"]
    advance(project, "1000", note="次批")
    told = refusal(lambda: money.void_advance(advance=back, reason="误", by=None))
    assert "100.00" in told["amount"]
    money.void_advance(advance=first, reason="误", by=None)
    assert sums(project)[0] == "400.00"


def test_who_leads_the_project_pays_it_nothing(project, world):
    officer = world.people["department"]
    Project.objects.filter(pk=project.pk).update(leader_user=officer)
    assert "You lead" in refusal(lambda: advance(project, "1", by=officer))[""]
    entry = advance(project, "1", by=world.people["department-2"])
    assert "You lead" in refusal(lambda: money.void_advance(advance=entry, reason="误", by=officer))[""]
