"""What was stored before texts were folded is folded by a migration of each app (R33)."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [
    ("accounts", "0001_initial"),
    ("branches", "0003_change_of_category"),
    ("ratings", "0004_rhythm_of_meetings"),
    ("pledges", "0010_reminders"),
    ("projects", "0002_former_panels_and_results"),
]
MADE = datetime(2012, 6, 1, tzinfo=UTC)


def migrated(*targets):
    """The models of `targets` (none: of today), to which the tables are brought."""
    executor = MigrationExecutor(connection)
    targets = list(targets) or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def before(transactional_db):
    """The models before; afterwards the tables are again what they are today."""
    yield migrated(*BEFORE)
    migrated()


def kept(apps, app, name, /, **facts):
    """A row with its row of history."""
    row = apps.get_model(app, name).objects.create(**facts)
    remembered = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    model = apps.get_model(app, f"Historical{name}")
    known = {one.attname for one in model._meta.concrete_fields}
    told = {key: value for key, value in remembered.items() if key in known}
    model.objects.create(**told, history_date=MADE, history_type="+")
    return row


def organisation(apps, place, code, name):
    facts = {"path": f"0001{place:04}", "depth": 2, "kind": "party_committee"}
    return kept(apps, "branches", "Organisation", code=code, name=name, **facts)


def told(apps, app, name, *fields):
    """The fields of all rows, in order, and those of their history."""
    rows, history = (apps.get_model(app, model)._base_manager for model in (name, f"Historical{name}"))
    return [list(one.order_by("pk").values_list(*fields)) for one in (rows, history)]


def test_roster_is_folded_with_its_history_and_its_changes(before):
    one = organisation(before, 1, "０1", "文学院\u200b党委（筹）\u3000")
    kept(before, "branches", "Secretary", organisation=one, name="王\u3000芳\u200b", title="教\xa0授")
    reason = {"document": "示范〔2012〕８号", "reason": "换届\u200b\r\n　调整"}
    kept(before, "branches", "Change", organisation=one, kind="renamed", on=MADE, before="⽂学院", after="b", **reason)
    kept(before, "branches", "Change", organisation=one, kind="moved", on=MADE, before="０1", after="02")
    apps = migrated()
    assert told(apps, "branches", "Organisation", "code", "name") == [[("01", "文学院党委（筹）")]] * 2
    assert apps.get_model("branches", "Organisation").objects.get().sought == "wxydwc 文学院党委筹"
    assert told(apps, "branches", "Secretary", "name", "title") == [[("王 芳", "教 授")]] * 2
    fields = ("before", "after", "document", "reason")
    changes = [("文学院", "b", "示范〔2012〕8号", "换届\n调整"), ("01", "02", "", "")]
    assert told(apps, "branches", "Change", *fields) == [changes] * 2


def test_code_that_another_one_would_become_stays_wherever_it_stands(before):
    one = organisation(before, 1, "01", "甲\u200b")
    organisation(before, 2, "０１", "乙\u200b")
    kept(before, "branches", "Change", organisation=one, kind="moved", on=MADE, before="０１", after="０２")
    apps = migrated()
    assert told(apps, "branches", "Organisation", "code", "name") == [[("01", "甲"), ("０１", "乙")]] * 2
    assert told(apps, "branches", "Change", "before", "after") == [[("０１", "02")]] * 2


def test_other_apps_are_folded_and_what_nothing_would_be_left_of_stays(before):
    unit = organisation(before, 1, "01", "文学院党委")
    kept(before, "accounts", "User", username="\u200b", name="李\u200b明", password="pbkdf2$　$１")
    campaign = kept(before, "ratings", "Campaign", code="2012", name="活动２０１２", starts_on=date(2012, 3, 1))
    plan = kept(
        before, "pledges", "Plan", organisation=unit, campaign=campaign, kind="unit_plan", year=2012,
        responsible="王\u3000芳", problems="一\u200b\r\n二\xa0三", due_on=date(2012, 12, 31),
    )  # fmt: skip
    content = {"responsible": "王\u3000芳", "measures": [{"text": "第１项", "number": 1}]}
    kept(before, "pledges", "Version", plan=plan, number=1, content=content)
    kept(before, "projects", "Project", organisation=unit, level="university", title="课题\ufeff１", leader="李\n明")
    apps = migrated()
    user = apps.get_model("accounts", "User").objects.get()
    assert (user.username, user.name, user.password) == ("\u200b", "李明", "pbkdf2$　$１")
    assert told(apps, "ratings", "Campaign", "name") == [[("活动2012",)]] * 2
    assert told(apps, "pledges", "Plan", "responsible", "problems") == [[("王 芳", "一\n二 三")]] * 2
    folded = {"responsible": "王 芳", "measures": [{"text": "第1项", "number": 1}]}
    assert told(apps, "pledges", "Version", "content") == [[(folded,)]] * 2
    assert told(apps, "projects", "Project", "title", "leader") == [[("课题1", "李明")]] * 2
