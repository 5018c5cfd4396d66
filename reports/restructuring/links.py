"""Where the roster's registers lead: the changes of the tree, each offered for some kinds of organisations."""

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS, HAS_BRANCHES, Kind, TreeVerb

VERBS = {
    TreeVerb.RECLASSIFY: BRANCH_KINDS,
    TreeVerb.MOVE: (Kind.BRANCH,),
    TreeVerb.MERGE: (*HAS_BRANCHES, *BRANCH_KINDS),
    TreeVerb.DISSOLVE: (*HAS_BRANCHES, *BRANCH_KINDS),
    TreeVerb.SPLIT: BRANCH_KINDS,
}


def tree_changes(organisation) -> list[tuple[str, str]]:
    """(label, url) of what can be done to `organisation`; of the list of changes for None."""
    if organisation is None:
        return [(_("Changes of the tree"), reverse("reports:restructuring"))]
    if organisation.closed_on:
        return []
    return [
        (verb.label, f"{reverse('reports:restructure', args=[verb])}?organisation={organisation.code}")
        for verb, kinds in VERBS.items()
        if organisation.kind in kinds
    ]
