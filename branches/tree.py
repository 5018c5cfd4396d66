"""Places in the tree: paths for many new or moved nodes at once.

treebeard finds a place for one node at a time; a roster has thousands. Only leaves ever move, so a move is a new path.
"""

from functools import reduce
from operator import or_

from django.db.models import F, Func, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.models import Organisation
from core.scope import LAST_CHILD, STEP
from core.workflow.lifecycle import TooLate

MAX_NAMED = 100
FIELDS = tuple(field.attname for field in Organisation._meta.concrete_fields)


def lock(organisations):
    """Refresh every one of `organisations` in place, their rows locked until the transaction ends.

    SQLite has one writer at a time and needs no lock.
    """
    organisations = list(organisations)
    rows = Organisation.objects.select_for_update(no_key=True).order_by("pk")
    fresh = rows.in_bulk({organisation.pk for organisation in organisations})
    for organisation in organisations:
        for field in FIELDS:
            setattr(organisation, field, getattr(fresh[organisation.pk], field))


def refuse_closed(organisations) -> None:
    """Refuse what rests on `organisations`, which are locked, once one of them is closed. Raises: TooLate."""
    closed = [one.name for one in organisations if not one.is_open_on(timezone.localdate())]
    if closed:
        raise TooLate(_("%(name)s was closed at the same moment. Look at the file again.") % {"name": closed[0]})


def parents_of(organisations):
    """{path of a node: its parent}, for every one of `organisations` that has one: one query."""
    wanted = {organisation.path: organisation.path[:-STEP] for organisation in organisations}
    parents = {parent.path: parent for parent in Organisation.objects.filter(_named(set(wanted.values())))}
    return {path: parents[parent] for path, parent in wanted.items() if parent}


def append(pairs):
    """Give each node of `pairs` (parent, node) the next free path under its parent; saves nothing.

    The parents are locked, so that two people do not take the same place; call `recount` after saving.
    """
    last = _last_steps({parent.path for parent, node in pairs})
    for parent, node in pairs:
        step = last[parent.path] = last.get(parent.path, 0) + 1
        node.depth = parent.depth + 1
        node.path = Organisation._get_path(parent.path, node.depth, step)


def recount(paths):
    """Write anew how many children the nodes at `paths` have: one statement."""
    # By length and not by depth, whose index would be taken: then every parent would look at a whole level.
    below = (
        Organisation.objects.order_by()
        .alias(length=Length("path"))
        .filter(
            path__gt=OuterRef("path"),
            path__lte=Concat(OuterRef("path"), Value(LAST_CHILD)),
            length=Length(OuterRef("path")) + STEP,
        )
    )
    count = below.annotate(children=Func(F("pk"), function="COUNT")).values("children")
    Organisation.objects.filter(_named(paths)).update(numchild=Subquery(count))


def _last_steps(paths):
    """{path of a parent: number of its last child}, parents without a child left out."""
    children = Organisation.every.order_by().filter(depth__in={len(path) // STEP + 1 for path in paths})
    if len(paths) <= MAX_NAMED:
        children = children.filter(reduce(or_, (Q(path__gt=path, path__lte=path + LAST_CHILD) for path in paths)))
    last = {}
    for length in {len(path) for path in paths}:
        rows = children.filter(depth=length // STEP + 1).annotate(parent=Substr("path", 1, length))
        for path in rows.values("parent").annotate(last=Max("path")).values_list("last", flat=True):
            last[path[:-STEP]] = Organisation._str2int(path[-STEP:])
    return last


def _named(paths):
    """The nodes at `paths`; a superset (all parents' levels) when they are too many to name."""
    return Q(path__in=paths) if len(paths) <= MAX_NAMED else Q(depth__in={len(path) // STEP for path in paths})
