"""The tree of the fictional university: planted at once, then changed by one merger, one dissolution, one move and one
change of category."""

from branches import actions
from branches.choices import Category, Kind
from branches.demo import names
from branches.demo.people import REASON
from branches.models import Organisation


def plant(units):
    """Found the university with `units` (plan.Node). Returns its organisations by code."""
    root = Organisation.objects.add_root({"code": "00", "name": names.UNIVERSITY, "kind": Kind.UNIVERSITY})
    founded = _found([(root, unit) for unit in units])
    founded |= _found([(founded[unit.code], branch) for unit in units for branch in unit.branches])
    return {"00": root, **founded}


def _found(pairs):
    rows = [(parent, _organisation(node)) for parent, node in pairs]
    return {row.code: row for row in actions.found_many(rows, reason=REASON, by=None)}


def _organisation(node):
    return Organisation(
        code=node.code,
        name=node.name,
        kind=node.kind,
        category=node.category,
        basis=node.basis,
        members=node.members,
        founded_on=node.founded_on,
    )


def reshape(organisations, *, picks, days, by):
    """One merger (R12), move (R14), change of category (R34) and dissolution (R13) between the two rounds."""
    verbs = (
        (actions.merge, days.merged_on, picks.merged, {"into": organisations[picks.successor]}),
        (actions.move, days.moved_on, picks.moved, {"to": organisations[picks.receiver]}),
        (actions.reclassify, days.reclassified_on, picks.reclassified, {"category": Category.STAFF}),
        (actions.dissolve, days.dissolved_on, picks.dissolved, {}),
    )
    for number, (verb, day, code, arguments) in enumerate(verbs, 11):
        document = f"示范组〔{day.year}〕{number}号"
        verb(organisations[code], on=day, document=document, reason="支部设置调整", by=by, **arguments)
