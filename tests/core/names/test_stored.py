"""What was stored before texts were folded is folded by a migration of each app (R33).

To migrate takes long: once, with rows of every kind, each of which then looks at what became of it.
"""

from datetime import UTC, date, datetime

BEFORE = [
    ("accounts", "0001_initial"),
    ("branches", "0003_change_of_category"),
    ("ratings", "0004_rhythm_of_meetings"),
    ("pledges", "0010_reminders"),
    ("projects", "0002_former_panels_and_results"),
]
FOLDED = [
    ("accounts", "0002_folded_texts"),
    ("branches", "0007_sought"),
    ("ratings", "0005_folded_texts"),
    ("pledges", "0012_folded_texts"),
    ("projects", "0003_folded_texts"),
]
MADE = datetime(2012, 6, 1, tzinfo=UTC)


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


def change(apps, one, kind, **facts):
    return kept(apps, "branches", "Change", organisation=one, kind=kind, on=MADE, **facts)


def told(apps, rows, *fields):
    """The fields of what `rows` are by now, in order, and those of their history."""
    keys, (app, name) = [row.pk for row in rows], rows[0]._meta.label.split(".")
    today = apps.get_model(app, name)._base_manager.filter(pk__in=keys)
    history = apps.get_model(app, f"Historical{name}")._base_manager.filter(id__in=keys)
    return [list(one.order_by("pk").values_list(*fields)) for one in (today, history)]


def roster_is_folded_with_its_history_and_its_changes(before):
    one = organisation(before, 1, "０3", "文学院\u200b党委（筹）\u3000")
    secretary = kept(before, "branches", "Secretary", organisation=one, name="王\u3000芳\u200b", title="教\xa0授")
    reason = {"document": "示范〔2012〕８号", "reason": "换届\u200b\r\n　调整"}
    renamed = change(before, one, "renamed", before="⽂学院", after="b", **reason)
    moved = change(before, one, "moved", before="０3", after="02")

    def check(apps):
        assert told(apps, [one], "code", "name") == [[("03", "文学院党委（筹）")]] * 2
        assert apps.get_model("branches", "Organisation").objects.get(pk=one.pk).sought == "wxydwc 文学院党委筹"
        assert told(apps, [secretary], "name", "title") == [[("王 芳", "教 授")]] * 2
        changes = [("文学院", "b", "示范〔2012〕8号", "换届\n调整"), ("03", "02", "", "")]
        assert told(apps, [renamed, moved], "before", "after", "document", "reason") == [changes] * 2

    return check


def code_that_another_one_would_become_stays_wherever_it_stands(before):
    one, other = organisation(before, 2, "01", "甲\u200b"), organisation(before, 3, "０１", "乙\u200b")
    moved = change(before, one, "moved", before="０１", after="０２")

    def check(apps):
        assert told(apps, [one, other], "code", "name") == [[("01", "甲"), ("０１", "乙")]] * 2
        assert told(apps, [moved], "before", "after") == [[("０１", "02")]] * 2

    return check


def other_apps_are_folded_and_what_nothing_would_be_left_of_stays(before):
    unit = organisation(before, 4, "04", "文学院党委")
    user = kept(before, "accounts", "User", username="\u200b", name="李\u200b明", password="pbkdf2$　$１")
    campaign = kept(before, "ratings", "Campaign", code="2012", name="活动２０１２", starts_on=date(2012, 3, 1))
    plan = kept(
        before, "pledges", "Plan", organisation=unit, campaign=campaign, kind="unit_plan", year=2012,
        responsible="王\u3000芳", problems="一\u200b\r\n二\xa0三", due_on=date(2012, 12, 31),
    )  # fmt: skip
    content = {"responsible": "王\u3000芳", "measures": [{"text": "第１项", "number": 1}]}
    version = kept(before, "pledges", "Version", plan=plan, number=1, content=content)
    project = kept(
        before, "projects", "Project", organisation=unit, level="university", title="课题\ufeff１", leader="李\n明"
    )

    def check(apps):
        assert told(apps, [user], "username", "name") == [[("\u200b", "李明")]] * 2
        assert apps.get_model("accounts", "User").objects.get().password == "pbkdf2$　$１"
        assert told(apps, [campaign], "name") == [[("活动2012",)]] * 2
        assert told(apps, [plan], "responsible", "problems") == [[("王 芳", "一\n二 三")]] * 2
        folded = {"responsible": "王 芳", "measures": [{"text": "第1项", "number": 1}]}
        assert told(apps, [version], "content") == [[(folded,)]] * 2
        assert told(apps, [project], "title", "leader") == [[("课题1", "李明")]] * 2

    return check


def test_what_was_stored_is_folded(migrated):
    before = migrated(*BEFORE)
    checks = [
        roster_is_folded_with_its_history_and_its_changes(before),
        code_that_another_one_would_become_stays_wherever_it_stands(before),
        other_apps_are_folded_and_what_nothing_would_be_left_of_stays(before),
    ]
    after = migrated(*FOLDED)
    for check in checks:
        check(after)
