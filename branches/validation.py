"""When a change of the tree is refused, and in which words.

Pure: organisations (saved or not) and dates in, ValidationError keyed by the argument at fault out. The page, the admin
and the import of a roster all ask here. R12–R16, R13a.
"""

from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS, BRANCH_KINDS, HAS_BRANCHES, Category, Kind
from core.phrases import listed
from core.validators import CODE, FOUNDING_DAY, PLAUSIBLE_DAY, refuse

LEVELS = (BASE_KINDS, BRANCH_KINDS)  # a directly affiliated branch is on both, so it may be merged into either


def check_code(code):
    """A code becomes part of addresses. Raises: ValidationError."""
    if not CODE.regex.fullmatch(code):
        refuse("code", CODE.message)


def check_founding(organisation, *, parent, today):
    """Whether `organisation` (not yet saved) may be founded under `parent`. Raises: ValidationError."""
    check_code(organisation.code)
    check_facts(organisation, today=today)
    check_parent(organisation, parent=parent)


def check_parent(organisation, *, parent):
    """Whether `organisation` may stand under `parent`. Raises: ValidationError."""
    if organisation.kind == Kind.BRANCH:
        if parent.kind not in HAS_BRANCHES:
            refuse("parent", _("%(name)s cannot have branches."), name=parent.name)
    elif organisation.kind not in BASE_KINDS or parent.kind != Kind.UNIVERSITY:
        refuse("parent", _("A base organisation stands directly under the university committee."))
    if parent.closed_on:
        refuse("parent", _("%(name)s was closed on %(day)s."), name=parent.name, day=parent.closed_on)


def check_facts(organisation, *, today):
    """Whether category, basis and founding date of `organisation` go together. Raises: ValidationError."""
    check_category(organisation)
    check_founded(organisation, today=today)


def check_category(organisation):
    """Whether kind, category and basis of `organisation` go together. Raises: ValidationError."""
    if organisation.category and organisation.kind not in BRANCH_KINDS:
        refuse("category", _("Only a branch has a category."))
    if organisation.kind == Kind.BRANCH and not organisation.category:
        refuse("category", _("A branch needs a category."))
    _check_basis(organisation.category, organisation.basis)


def check_founded(organisation, *, today):
    """Whether `organisation` can have been founded on its day. Raises: ValidationError."""
    founded, closed = organisation.founded_on, organisation.closed_on
    if founded:
        _check_plausible("founded_on", founded, FOUNDING_DAY)
    if founded and founded > today:
        refuse("founded_on", _("This day lies in the future."))
    if founded and closed and closed < founded:
        refuse("founded_on", _("It was closed on %(day)s, before it was founded."), day=closed)


def check_founding_day(organisation, *, first):
    """Whether `organisation` was founded before the `first` day something happened to it. Raises: ValidationError."""
    if first and organisation.founded_on and organisation.founded_on > first:
        refuse("founded_on", _("It existed by %(day)s already: something happened to it on that day."), day=first)


def check_kind(organisation, *, former):
    """A general branch may become a party committee and the other way round, nothing else. Raises: ValidationError."""
    if organisation.kind != former and not {organisation.kind, former} <= set(HAS_BRANCHES):
        refuse("kind", _("Only party committees and general branches can turn into each other."))


def check_day(organisation, on, today):
    """Whether anything can have happened to `organisation` on `on`. Raises: ValidationError."""
    if organisation.closed_on:
        refuse(
            "organisation",
            _("%(name)s is closed already, since %(day)s."),
            name=organisation.name,
            day=organisation.closed_on,
        )
    _check_plausible("on", on, PLAUSIBLE_DAY)
    if on > today:
        refuse("on", _("This day lies in the future. A change is entered when it has taken effect."))
    if organisation.founded_on and on < organisation.founded_on:
        refuse("on", _("%(name)s was only founded on %(day)s."), name=organisation.name, day=organisation.founded_on)


def check_renaming(organisation, *, name, on, today, last=None):
    """`last`: the day of its last renaming. Raises: ValidationError."""
    check_day(organisation, on, today)
    if name == organisation.name:
        refuse("name", _("It has this name already."))
    _check_order(organisation, on, last)


def check_succession(awaited, *, on):
    """Whether somebody new may take office on `on` (R29); `awaited`: the Secretary who leaves or begins only later,
    None: nobody. Raises: ValidationError."""
    if awaited is None:
        return
    if awaited.left_on:
        sentence = _("%(name)s is in office until %(day)s; the next one starts no earlier.")
        refuse("on", sentence, name=awaited.name, day=awaited.left_on)
    refuse("on", _("%(name)s takes office on %(day)s. Correct that first."), name=awaited.name, day=awaited.term_from)


def check_handover(former, following, *, today):
    """Whether Secretary `following` begins no earlier than `former` leaves, while that lies ahead (R29).

    Raises: ValidationError.
    """
    if former.left_on > today and following.term_from and following.term_from < former.left_on:
        sentence = _("%(name)s is in office until %(day)s; the next one starts no earlier.")
        refuse("term_from", sentence, name=former.name, day=former.left_on)


def check_reclassifying(branch, *, category, basis, on, today, last=None):
    """Whether `branch` may change its category (R34); `last`: the day of its last change of category.

    Raises: ValidationError.
    """
    if branch.kind not in BRANCH_KINDS:
        refuse("organisation", _("Only a branch has a category."))
    check_day(branch, on, today)
    if category == branch.category:
        refuse("category", _("It has this category already."))
    _check_basis(category, basis)
    _check_order(branch, on, last)


def check_move(branch, *, unit, to, on, today, last=None):
    """Whether `branch` may leave `unit` for `to` (R14); `last`: the day of its last move. Raises: ValidationError."""
    if branch.kind != Kind.BRANCH:
        refuse("organisation", _("Only a branch can be moved; %(name)s stands on its own."), name=branch.name)
    check_day(branch, on, today)
    if to.kind not in HAS_BRANCHES:
        refuse("to", _("%(name)s cannot have branches."), name=to.name)
    if to.pk == unit.pk:
        refuse("to", _("%(name)s belongs to %(unit)s already."), name=branch.name, unit=unit.name)
    if to.closed_on:
        refuse("to", _("%(name)s was closed on %(day)s."), name=to.name, day=to.closed_on)
    if to.founded_on and to.founded_on > on:
        refuse("to", _("%(name)s was only founded on %(day)s."), name=to.name, day=to.founded_on)
    _check_order(branch, on, last)


def check_split(branch, *, on, today):
    """Whether a new branch may be split off `branch` (R15). Raises: ValidationError."""
    if branch.kind not in BRANCH_KINDS:
        refuse("organisation", _("Only a branch can be split. Found a new base organisation and move branches to it."))
    check_day(branch, on, today)


def check_closing(organisation, *, on, today, last=None):
    """Whether `organisation` may be closed on `on`; `last`: the day of its last move or split.

    Raises: ValidationError.
    """
    if organisation.kind == Kind.UNIVERSITY:
        refuse("organisation", _("The university committee is not closed."))
    check_day(organisation, on, today)
    _check_order(organisation, on, last)


def check_successor(organisation, *, into, on, closed_on):
    """Whether `organisation` may be merged into `into` (R12), which is itself closed on `closed_on` (None: open).

    A successor may be closed later: days that only grow along a chain rule out circles. Raises: ValidationError.
    """
    if into.code == organisation.code:
        refuse("into", _("An organisation cannot be merged into itself."))
    if not any({organisation.kind, into.kind} <= set(level) for level in LEVELS):
        refuse("into", _("A branch is merged into a branch, a base organisation into a base organisation."))
    if closed_on and closed_on <= on:
        refuse("into", _("%(name)s was closed on %(day)s."), name=into.name, day=closed_on)
    if into.founded_on and into.founded_on > on:
        refuse("into", _("%(name)s was only founded on %(day)s."), name=into.name, day=into.founded_on)


def check_predecessors(organisation, *, on, merged_on):
    """Whether `organisation` was still open when the last one was merged into it. Raises: ValidationError."""
    if merged_on and merged_on >= on:
        refuse(
            "on",
            _("Another organisation was merged into %(name)s on %(day)s; it can only be closed after that day."),
            name=organisation.name,
            day=merged_on,
        )


def check_branches_left(unit, branches, *, into):
    """Whether `unit` may be closed with `branches` open under it on that day (R13a). Raises: ValidationError."""
    if not branches:
        return
    if into is None:
        refuse(
            "organisation",
            _("%(name)s still has open branches: %(branches)s. Move or close them first."),
            name=unit.name,
            branches=_list(branches),
        )
    if into.kind not in HAS_BRANCHES or into.closed_on:
        refuse("into", _("%(name)s cannot take its branches: %(branches)s."), name=into.name, branches=_list(branches))
    later = [branch for branch in branches if branch.closed_on]
    if later:
        refuse("on", _("Some branches were closed only later: %(branches)s."), branches=_list(later))


def check_departures(unit, *, on, left_on):
    """Whether the last branch that moved away from `unit` had left by then (R13a). Raises: ValidationError."""
    if left_on and left_on > on:
        refuse("on", _("A branch left %(name)s only on %(day)s."), name=unit.name, day=left_on)


def _check_plausible(field, day, bounds):
    """R32: outside lies a slip of the pen."""
    if not bounds.least <= day <= bounds.most:
        refuse(field, bounds.message, value=day, least=bounds.least, most=bounds.most)


def _check_basis(category, basis):
    if basis and category != Category.STUDENT:
        refuse("basis", _("Only a student branch is founded by major, year or class."))


def _check_order(organisation, on, last):
    if last and on < last:
        refuse(
            "on",
            _("%(name)s was changed on %(day)s already; what came before can no longer be entered."),
            name=organisation.name,
            day=last,
        )


def _list(organisations, shown=5):
    names = [str(organisation) for organisation in organisations[:shown]]
    return listed([*names, *(["…"] if len(organisations) > shown else [])])
