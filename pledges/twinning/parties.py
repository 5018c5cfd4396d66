"""Which sides of a twinning a person acts for, by the roles held at its branches or above them (N12)."""

from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from core.workflow.lifecycle import own_part
from pledges.choices import Party, RecordState
from pledges.lifecycles.twinning import RECORD, table
from pledges.models import HelpRecord, Twinning

LEADERS = frozenset({Role.UNIT, Role.BRANCH})


def proposing_role(scope: Scope, helped: Organisation) -> str:
    """The role in which the person proposes help for `helped`; "" when none does. Who holds several speaks for the
    branch, then for its unit."""
    held = scope.roles_at(helped)
    return next((role for role in (Role.BRANCH, Role.UNIT, Role.DEPARTMENT) if role in held), "")


def parties(scope: Scope, twinning: Twinning) -> frozenset[Party]:
    """The parties of `twinning` that the person acts for. A leader's or department's word is recorded by the helped
    branch's unit, or by the department where it proposed; the result is the unit's to say, of a 直属党支部 the
    department's."""
    held = scope.roles_at(twinning.helped)
    judge = Role.DEPARTMENT if twinning.helped.is_unit else Role.UNIT
    acts = {
        Party.HELPED: not held.isdisjoint(LEADERS),
        Party.HELPER: _helps(scope, twinning, held),
        Party.PROPOSER: (twinning.proposed_as or Role.UNIT) in held,
        Party.JUDGE: judge in held,
    }
    return frozenset(party for party, is_theirs in acts.items() if is_theirs)


def writing_role(scope: Scope, twinning: Twinning) -> str:
    """The role in which the person records help; "" when none does. Who leads both the unit and the branch writes as
    the unit, so that somebody else confirms it."""
    held = scope.roles_at(twinning.helper) if twinning.helper else scope.roles_at(twinning.helped) - {Role.BRANCH}
    return next((role for role in (Role.UNIT, Role.BRANCH) if role in held), "")


def record_parties(scope: Scope, record: HelpRecord) -> frozenset[Party]:
    """The parties of a `record` that the person acts for: who writes, and who confirms."""
    twinning = record.twinning
    held, confirmers = scope.roles_at(twinning.helped), _confirmers(record)
    acts = {Party.HELPER: bool(writing_role(scope, twinning)), Party.HELPED: not held.isdisjoint(confirmers)}
    return frozenset(party for party, is_theirs in acts.items() if is_theirs)


def verbs(scope: Scope, twinning: Twinning) -> list:
    """[(Transition, why not this person, "" when nothing stands in the way)] of `twinning` as it stands."""
    found = table(twinning).open_to(twinning.state, parties(scope, twinning))
    return [(one, own_part(twinning, one, scope.user)) for one in found]


def record_verbs(scope: Scope, record: HelpRecord) -> list:
    """What the person may do with a record as it stands: nobody decides about their own, and only its writer corrects
    it; nobody anything once the twinning ended with its organisation. No query."""
    is_own = record.by_id == scope.user.pk
    if record.twinning.state_before or is_own != (record.state == RecordState.RETURNED):
        return []
    return RECORD.open_to(record.state, record_parties(scope, record))


def _helps(scope, twinning, held):
    if twinning.helper:
        return not scope.roles_at(twinning.helper).isdisjoint(LEADERS)
    proposed = {Role.DEPARTMENT} if twinning.proposed_as == Role.DEPARTMENT else set()
    return not held.isdisjoint({Role.UNIT, *proposed})


def _confirmers(record):
    """The roles, held at the helped branch, that confirm a record (`parts.noted_by_own_unit`, for one row)."""
    twinning = record.twinning
    is_own = twinning.helper is None or twinning.helper.unit_path == twinning.helped.unit_path
    if record.reported_as == Role.UNIT and is_own:
        return {Role.DEPARTMENT if twinning.helped.is_unit else Role.BRANCH}
    return LEADERS
