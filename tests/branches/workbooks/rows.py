"""The roster the workbook tests write: its rows, and what an import may touch."""

from datetime import date

import pytest

from branches.choices import ChangeKind
from branches.models import Change, Organisation, Secretary
from core.models import Event
from tests.workbooks import bring_in, counts, write_book

UNITS = ["编码", "名称", "类型", "书记", "成立日期", "撤销日期", "撤销文号", "并入组织编码", "类别", "党员人数"]
BRANCHES = [
    "编码", "名称", "所属基层党组织编码", "类别", "书记", "党员人数",
    "成立日期", "撤销日期", "撤销文号", "并入组织编码",
]  # fmt: skip
U1 = ["01", "文学院党委", "党委", "赵一"]
U2 = ["02", "化学学院党总支", "党总支", "钱二"]
U3 = ["03", "图书馆直属党支部", "直属党支部", "孙三", None, None, None, None, "机关教辅", 18]
B1 = ["0101", "文学院教工党支部", "01", "教工", "李四", 12, "2001-09-01"]
B2 = ["0102", "文学院学生党支部", "01", "学生", None, 25, date(2005, 9, 1)]
B3 = ["0201", "化学学院教工党支部", "02", "教工"]


@pytest.fixture
def roster(tmp_path):
    """Writes a roster workbook of these rows."""

    def write_rows(units=(U1, U2, U3), branches=(B1, B2, B3), name="roster.xlsx"):
        return write_book(tmp_path / name, {"基层党组织": [UNITS, *units], "党支部": [BRANCHES, *branches]})

    return write_rows


@pytest.fixture
def imported(db, roster):
    """The first roster, in the database."""
    assert counts(bring_in("roster", roster())) == (6, 0, 0)


def at(row, **values):
    """`row` of branches with other values, by heading."""
    return changed(BRANCHES, row, values)


def unit(row, **values):
    """`row` of base organisations with other values, by heading."""
    return changed(UNITS, row, values)


def changed(headings, row, values):
    row = [*row, *[None] * (len(headings) - len(row))]
    for heading, value in values.items():
        row[headings.index(heading)] = value
    return row


def get(code):
    return Organisation.objects.get(code=code)


def changes():
    """Every dated change but the foundings: (code, kind, on, before, after)."""
    rows = Change.objects.exclude(kind=ChangeKind.FOUNDED).order_by("pk")
    return list(rows.values_list("organisation__code", "kind", "on", "before", "after"))


def state():
    """Everything an import may touch."""
    models = (Organisation, Secretary, Change, Organisation.history, Secretary.history, Event)
    return [
        list(model.order_by("pk").values())
        if hasattr(model, "order_by")
        else list(model.objects.order_by("pk").values())
        for model in models
    ]
