"""What came back of a closed unit is in the workbook of its successor too (R30)."""

from core.scope import scope_of
from ratings.choices import State
from ratings.models import Rating
from tests.ratings.inherited import HEIR, rating
from tests.workbooks import bring_in, cells, counts, downloaded, write_book

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "版本"]


def sent(world, path, *, score=84, who="unit-01", code="0201"):
    """A workbook that gives what came back this score."""
    row = ["2012-2", code, world[code].name, score, rating(world, code).version]
    person = world.people[who]
    file = write_book(path / "grid.xlsx", {"分类定级": [HEADINGS, row]})
    return bring_in("drafts", file, by=person, scope=scope_of(person))


def test_successor_corrects_by_workbook(merged, client_of, tmp_path):
    assert [line[1] for line in downloaded(client_of("unit-01").get(f"{HEIR}workbook/"))[1:]] == ["0201"]
    before = rating(merged).unit
    assert counts(sent(merged, tmp_path)) == (0, 1, 0)
    row = rating(merged)
    assert (row.score, row.state, row.unit, before) == (84, State.RETURNED, merged["02"], merged["02"])
    entry = Rating.history.filter(id=row.pk).latest("history_id")
    assert (entry.score, entry.history_user.username) == (84, "unit-01")


def test_other_rows_of_the_closed_unit_are_not_reached(merged, tmp_path):
    assert cells(sent(merged, tmp_path, code="0202")) == [("分类定级", "B2")]
    assert cells(sent(merged, tmp_path, who="unit-03")) == [("分类定级", "B2")]


def test_nobody_corrects_for_a_dissolved_unit_by_workbook(dissolved, client_of, tmp_path):
    assert [cells(sent(dissolved, tmp_path, who=name)) for name in ("unit-01", "department")] == [
        [("分类定级", "B2")],
        [("分类定级", "B2")],
    ]
    page = client_of("department").get("/units/02/rate/2012-2/").content.decode()
    assert "by-workbook" not in page
