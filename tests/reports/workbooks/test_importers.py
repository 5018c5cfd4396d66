"""Whoever may import a kind does so by page, within the own places; an upload is its sender's and the department's."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from branches import actions
from branches.models import Organisation
from core.choices import Role
from core.models import Event, Upload
from core.workbooks import kinds, values
from core.workbooks.columns import Column, Sheet
from tests.workbooks import write_book
from tests.world import appoint

SHEET = Sheet(
    "党员人数",
    "Members",
    (
        Column("code", "编码", "Code", values.CODE, required=True),
        Column("members", "人数", "Members", values.INTEGER, required=True),
    ),
)


class MembersKind(kinds.WorkbookKind):
    """How many members a branch has: units bring it for what is theirs."""

    name, label = "members", "Members"
    listed = "ratings:rounds"
    sheets = (SHEET,)
    importers = (Role.UNIT,)

    def plan(self, tables, plan, *, scope, by):
        [table] = tables.values()
        known, plan.work = {one.code: one for one in scope.of(Organisation)}, []
        for row in table.rows:
            organisation = known.get(row.values["code"])
            if organisation is None:
                plan.errors.append(table.problem(row, "code", "Not yours."))
                continue
            cells = kinds.changed_cells(SHEET, {"members": organisation.members}, {"members": row.values["members"]})
            plan.lines.append(kinds.PlanLine(kinds.CHANGED, table.title, row.number, organisation.code, cells))
            organisation.members = row.values["members"]
            plan.work.append(organisation)

    def apply(self, work, *, by, reason):
        actions.edit_many(work, {"members"}, reason=reason, by=by)

    def export(self, scope, *, round_code=None):
        return [(SHEET, scope.of(Organisation).values_list("code", "members"))]


@pytest.fixture(autouse=True)
def kind(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setitem(kinds._kinds, "members", MembersKind())


@pytest.fixture
def unit(client_of):
    return client_of("unit-01")


@pytest.fixture
def send(unit, tmp_path):
    """Sends in a workbook of these rows as the secretary of unit 01; returns the address of its preview."""

    def upload(*rows):
        path = write_book(tmp_path / "sent.xlsx", {"党员人数": [["编码", "人数"], *rows]})
        answer = unit.post("/workbooks/import/members/", {"file": SimpleUploadedFile("m.xlsx", path.read_bytes())})
        return answer["Location"]

    return upload


def apply(client, preview):
    """What the button of the preview does."""
    return client.post(f"{preview}apply/", {"digest": client.get(preview).context["plan"].digest})


def members(code):
    return Organisation.objects.get(code=code).members


def test_unit_imports_what_is_its_own(unit, send):
    preview = send(["0101", 13])
    assert [line.label for line in unit.get(preview).context["page"]] == ["0101"]
    assert (apply(unit, preview)["Location"], members("0101")) == ("/workbooks/", 13)
    assert Event.objects.filter(kind="import").values_list("subject", "by_name").get() == ("m.xlsx", "unit-01")


def test_row_outside_the_own_places_refuses_all(unit, send):
    preview = send(["0101", 13], ["0201", 99])
    assert [(one.cell, one.message) for one in unit.get(preview).context["plan"].errors] == [("A3", "Not yours.")]
    assert apply(unit, preview).status_code == 200
    assert (members("0101"), members("0201"), Upload.objects.get().applied_at) == (12, 15, None)


def test_place_of_a_role_that_does_not_import_counts_for_nothing(unit, send, world):
    appoint(world.people["unit-01"], Role.VIEWER, world["00"])
    assert [one.cell for one in unit.get(send(["0201", 99])).context["plan"].errors] == ["A2"]


def test_change_since_the_preview_refuses_the_import(unit, send, world):
    preview = send(["0101", 13])
    digest = unit.get(preview).context["plan"].digest
    Organisation.objects.filter(code="0101").update(members=14)
    assert unit.post(f"{preview}apply/", {"digest": digest}).context["stale"] is True
    assert (members("0101"), Upload.objects.get().applied_at) == (14, None)


def test_second_press_changes_nothing(unit, send):
    preview = send(["0101", 13])
    digest = unit.get(preview).context["plan"].digest
    answers = [unit.post(f"{preview}apply/", {"digest": digest}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/workbooks/", preview]
    assert Event.objects.filter(kind="import").count() == 1


def test_upload_is_its_sender_s_and_the_department_s(client_of, send):
    preview = send(["0101", 13])
    names = ("unit-01", "department", "unit-02", "viewer", "branch-0101", "audit")
    clients = {name: client_of(name) for name in names}
    assert {name: client.get(preview).status_code for name, client in clients.items()} == {
        "unit-01": 200, "department": 200, "unit-02": 404, "viewer": 403, "branch-0101": 404, "audit": 403,
    }  # fmt: skip
    assert {name: clients[name].post(f"{preview}apply/").status_code for name in names[1:]} == {
        "department": 403, "unit-02": 404, "viewer": 403, "branch-0101": 404, "audit": 403,
    }  # fmt: skip
    assert members("0101") == 12


def test_department_sees_who_sent_what_it_does_not_import(client_of, send):
    client = client_of("department")
    client.cookies["django_language"] = "en"
    page = client.get(send(["0101", 13])).content.decode()
    assert "unit-01 sent this file in" in page
    assert "It has not been imported." in page
    assert "apply/" not in page


def test_each_sends_in_only_what_is_theirs_to_import(client_of):
    asked = {
        (name, kind): client_of(name).get(f"/workbooks/import/{kind}/").status_code
        for name in ("unit-01", "department")
        for kind in ("members", "roster")
    }
    assert asked == {
        ("unit-01", "members"): 200, ("unit-01", "roster"): 403,
        ("department", "members"): 403, ("department", "roster"): 200,
    }  # fmt: skip


def test_list_offers_what_may_be_sent_in_and_shows_what_was(client_of, send):
    preview = send(["0101", 13])
    found = {}
    for name in ("unit-01", "unit-02", "department", "viewer"):
        page = client_of(name).get("/workbooks/").content.decode()
        offered = [kind.name for kind in kinds.kinds() if f"/workbooks/import/{kind.name}/" in page]
        found[name] = (offered, preview in page)
    assert found == {
        "unit-01": (["drafts", "projects", "plans", "twinning", "benchmarks", "members"], True),
        "unit-02": (["drafts", "projects", "plans", "twinning", "benchmarks", "members"], False),
        "department": (["roster", "campaign", "ratings", "projects", "plans", "twinning", "benchmarks"], True),
        "viewer": ([], False),
    }


def test_list_leaves_the_cells_where_they_are(unit, send):
    send(["0101", 13])
    [(upload, _kind)] = unit.get("/workbooks/").context["uploads"]
    assert upload.get_deferred_fields() == {"cells"}
