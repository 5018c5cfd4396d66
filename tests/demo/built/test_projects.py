"""The projects of the demo stand as their verbs would have left them."""

from collections import Counter

from projects.choices import Grade, MidtermResult, PanelStage, ProjectState, ReportState
from projects.models import Expenditure, Panel, Project, ProjectReport
from projects.rules.money import MoneyTable
from tests.projects.money.entered import recounted


def test_projects_stand_in_nearly_every_state(demo, db):
    found = Counter(Project.objects.values_list("state", flat=True))
    assert sum(found.values()) >= 15
    assert set(ProjectState) - set(found) <= {ProjectState.CORRECTING, ProjectState.CONFIRMING}


def test_money_is_what_the_entries_come_to_and_stays_within(demo, db):
    for one in Project.objects.exclude(granted=None):
        assert (one.advanced, one.spent) == recounted(one)
        assert MoneyTable(one.granted, one.own_granted, one.advanced, one.spent).balance >= 0


def test_one_receipt_is_missing(demo, db):
    assert Expenditure.objects.standing().filter(receipt=None).count() == 1


def test_what_is_corrected_waits_for_another_panel(demo, db):
    amending = Project.objects.filter(state=ProjectState.AMENDING)
    panels = Panel.objects.filter(project__in=amending, stage=PanelStage.ACCEPTANCE)
    assert (panels.count(), panels.standing().count()) == (1, 0)


def test_results_of_reports_are_words_of_the_system(demo, db):
    results = ProjectReport.objects.filter(state=ReportState.ACCEPTED).values_list("result", flat=True)
    assert set(results) <= {*MidtermResult.values, *Grade.values}
