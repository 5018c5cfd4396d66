"""Who was reminded of what this week: by the department, and of branches by their unit (R25)."""

from datetime import timedelta

from branches.models import Organisation
from core.choices import Role
from pledges.actions.reminding import is_remindable
from pledges.demo.chronicle import new_chronicle
from pledges.models import Reminder
from pledges.queries.duties import owed_by

AGO = {Role.DEPARTMENT: 3, Role.UNIT: 1}  # days
EVERY = 4  # of so many late ones, one


def tell(scene) -> None:
    """Each role on its day, of some of what was late then and had to be seen to; the units of other ones."""
    chronicle = new_chronicle()
    for turn, (role, ago) in enumerate(AGO.items()):
        day = scene.days.today - timedelta(days=ago)
        for duty in _late(scene, day, role)[turn::EVERY]:
            by = scene.users[_username(scene, duty, day, role)]
            row = Reminder(organisation=duty.organisation, kind=duty.kind, on=day, by=by, reminded_as=role)
            chronicle.begin(row, chronicle.moment(day), by=by)
    chronicle.write()


def _late(scene, day, role):
    owed = owed_by(scene.campaign, day, Organisation.objects.all())
    return [duty for duty in owed if duty.is_late and is_remindable(duty, role)]


def _username(scene, duty, day, role):
    return "department" if role == Role.DEPARTMENT else f"unit-{scene.unit_of(duty.organisation, day)}"
