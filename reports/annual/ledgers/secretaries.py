"""书记花名册: who leads each organisation, where the post is vacant or the term is over, and the attributes that the
notice looks for (N13, R29)."""

from branches.choices import Kind
from core.workbooks.formulas import Counted, FactSheet, PackedRows
from core.workbooks.official import FormColumn, FormGroup, OfficialForm
from reports.annual.ledgers.ledger_table import LedgerTable
from reports.queries.annual.facts import words
from reports.queries.annual.facts.secretaries import PostFacts, counts, post_facts
from reports.queries.annual.facts.titles import FactTitle
from reports.queries.annual.query import AnnualQuery

TITLE = "书记花名册"
MEANING = (
    "截止日在册的基层党组织和党支部；在任为截止日在职，自任期开始之日起，至离任之日止（R29）；"
    "任期届满未换届的仍在任，另行标明。"
)
COLUMNS = {
    "code": "组织编码", "name": "组织", "kind": "类型", "unit": "单位", "secretary": "书记", "title": "职称",
    "lead": "学术带头人", "post": "兼任行政职务", "from": "任期起", "to": "任期止", "filled": "在任", "vacant": "空缺",
    "over": "任期届满", "concurrent": "兼任",
}  # fmt: skip
COUNTED = ("lead", "concurrent", "filled", "vacant", "over")
FORM = OfficialForm(
    TITLE,
    (
        FormColumn("单位", 18),
        FormColumn("组织", 20),
        FormColumn("类型", 10),
        FormColumn("书记", 9),
        FormColumn("职称", 10),
        FormColumn("学术带头人", 8),
        FormGroup("兼任行政职务", (FormColumn("有无", 6), FormColumn("职务", 14))),
        FormGroup("任期", (FormColumn("起", 13), FormColumn("止", 13))),
        FormGroup("状态", (FormColumn("在任", 6), FormColumn("空缺", 6), FormColumn("届满", 6))),
    ),
    fixed=2,
)
NAMES = (
    "unit", "name", "kind", "secretary", "title", "lead", "concurrent", "post", "from", "to", "filled", "vacant",
    "over",
)  # fmt: skip


def secretaries(query: AnnualQuery) -> tuple[LedgerTable, FactSheet]:
    """The roster of `query` and its facts."""
    rows, written = PackedRows(), PackedRows()
    for row in map(_row, post_facts(query)):
        rows.append(tuple(row[key] for key in COLUMNS))
        written.append([row[name] if row[name] != words.NO else "" for name in NAMES])
    facts = FactSheet(FactTitle.SECRETARIES, COLUMNS, rows)
    shown = counts(query)
    count = Counted(facts, {"filled": words.YES}) + Counted(facts, {"vacant": words.YES})
    totals = {name: Counted(facts, {name: words.YES}) for name in COUNTED}
    return LedgerTable(FORM, MEANING, NAMES, written, count, totals, shown | {NAMES[0]: shown["all"]}), facts


def _row(post: PostFacts):
    held, over = post.secretary, post.is_over
    return {
        "code": post.organisation.code,
        "name": post.name,
        "kind": str(post.category or Kind(post.organisation.kind).label),
        "unit": post.unit,
        "secretary": held.name if held else words.NONE,
        "title": (held and held.title) or words.NONE,
        "lead": words.yes(held and held.academic_lead),
        "post": (held and held.concurrent_post) or words.NONE,
        "from": (held and held.term_from) or words.NONE,
        "to": (held and held.term_to) or words.NONE,
        "filled": words.yes(held),
        "vacant": words.yes(not held),
        "over": words.yes(over),
        "concurrent": words.yes(held and held.concurrent_post),
    }
