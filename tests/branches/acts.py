"""The acts of the roster and the tree: what makes each verb ready to be carried out."""

from datetime import date
from functools import partial

from branches import actions
from branches.actions import classifying, closing, editing, founding, moving, people
from branches.actions.closing import Closing
from branches.actions.voiding import verbs as voiding
from branches.choices import Category, ChangeKind, Kind
from branches.models import Appointment, Change, Organisation
from core.choices import Role
from tests.world import MOVED, close

DECIDED = {"on": MOVED, "document": "示范组〔2012〕8号", "reason": "调整"}


def _decided(verb, *codes, **facts):
    """`verb` about the organisations of `codes`, decided on a day by a document."""
    return lambda world: partial(
        verb, *(world[code] for code in codes), **facts, **DECIDED, by=world.people["department"]
    )


def _many(verb, rows):
    return lambda world: partial(verb, rows(world), **DECIDED, by=world.people["department"])


def _new(code):
    return Organisation(kind=Kind.BRANCH, code=code, name=f"第{code}党支部", category=Category.STAFF)


def _void(verb, *, asked, **facts):
    """`verb` about a merger that was entered in error, and, where so, `asked` to be void."""

    def ready(world):
        close(world["0103"], MOVED, into=world["0101"])
        change = Change.objects.get(organisation=world["0103"], kind=ChangeKind.MERGED)
        if asked:
            voiding.ask_void(change, reason="误录", by=world.people["department-2"])
        return partial(verb, change, **facts, by=world.people["department"])

    return ready


def _ensure(world):
    Organisation.objects.filter(kind=Kind.UNIVERSITY).update(
        kind=Kind.PARTY_COMMITTEE, code="99"
    )  # an empty tree has none
    return partial(founding.ensure_university, by=world.people["department"])


def _edit(world):
    world["0101"].members = 30
    return partial(editing.edit_many, [world["0101"]], ["members"], reason="核对", by=world.people["department"])


def _correct_category(world):
    actions.reclassify(world["0101"], category=Category.RETIRED, **DECIDED, by=None)
    world["0101"].category = Category.OFFICE
    return partial(classifying.correct_last, [world["0101"]], reason="核对", by=world.people["department"])


def _appoint(world):
    facts = {"role": Role.BRANCH, "organisation": world["0102"], "starts_on": MOVED}
    appointment = Appointment(user=world.people["stranger"], **facts)
    return partial(people.enter_appointment, appointment, by=world.people["department"])


ACTS = {
    founding.ensure_university: _ensure,
    founding.establish: lambda world: partial(
        founding.establish, _new("0104"), parent=world["01"], by=world.people["department"]
    ),
    founding.found_many: lambda world: partial(
        founding.found_many, [(world["01"], _new("0104")), (world["02"], _new("0204"))], by=world.people["department"]
    ),
    founding.split: _decided(founding.split, "0101", code="0109", name="文学院教工第二党支部"),
    editing.rename: _decided(editing.rename, "0101", name="文学院教工党支部"),
    editing.rename_many: _many(
        editing.rename_many, lambda world: [(world["0101"], "第一党支部"), (world["0102"], "第二党支部")]
    ),
    editing.edit_many: _edit,
    classifying.reclassify: _decided(classifying.reclassify, "0101", category=Category.RETIRED),
    classifying.reclassify_many: _many(
        classifying.reclassify_many, lambda world: [(world[code], Category.RETIRED, "") for code in ("0101", "0201")]
    ),
    classifying.correct_last: _correct_category,
    closing.merge: lambda world: partial(
        closing.merge, world["01"], into=world["02"], **DECIDED, by=world.people["department"]
    ),
    closing.dissolve: _decided(closing.dissolve, "0101"),
    closing.close_many: lambda world: partial(
        closing.close_many,
        [Closing(world["0101"], MOVED, world["0102"]), Closing(world["0201"], MOVED)],
        by=world.people["department"],
    ),
    moving.move: lambda world: partial(
        moving.move, world["0101"], to=world["02"], **DECIDED, by=world.people["department"]
    ),
    moving.move_many: _many(
        moving.move_many, lambda world: [(world["0101"], world["02"]), (world["0102"], world["02"])]
    ),
    people.set_secretary: lambda world: partial(
        people.set_secretary, world["0101"], name="李四", on=date(2012, 7, 1), by=world.people["department"]
    ),
    people.set_secretaries: lambda world: partial(
        people.set_secretaries,
        [(world["0101"], "李四"), (world["0102"], "王五")],
        on=date(2012, 7, 1),
        by=world.people["department"],
    ),
    people.enter_appointment: _appoint,
    people.end_appointments: lambda world: partial(
        people.end_appointments,
        appointments=Appointment.objects.filter(role=Role.BRANCH),
        on=MOVED,
        by=world.people["department"],
    ),
    voiding.ask_void: _void(voiding.ask_void, asked=False, reason="误录"),
    voiding.keep_change: _void(voiding.keep_change, asked=True),
    voiding.void: _void(voiding.void, asked=True),
    voiding.undo: _void(voiding.undo, asked=False),
    voiding.correct_document: _void(
        voiding.correct_document, asked=False, document="示范组〔2012〕10号", reason="文号有误"
    ),
}
