"""When an entry of the showcase is refused, and in which words (N06, R27a): ValidationError keyed by the field at
fault out.
"""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.choices import BRANCH_KINDS
from core.validators import refuse
from core.web.privacy import check_words
from pledges.actions.showcase.texts import TEXTS
from pledges.choices import IN_HAND
from pledges.models import ShowcaseEntry, ShowcasePicture
from ratings.choices import Tier

FEWEST, MOST = 2, 9  # pictures


def check_branch(organisation, tier, *, today) -> None:
    """Whether `organisation`, which stands at `tier` (None: nowhere), may be shown on `today`.
    Raises: ValidationError."""
    if organisation.kind not in BRANCH_KINDS:
        refuse("organisation", _("%(name)s is no branch: only branches are shown."), name=organisation.name)
    if not organisation.is_open_on(today):
        refuse("organisation", _("%(name)s is closed and shows nothing any more."), name=organisation.name)
    if tier != Tier.ADVANCED:
        refuse("organisation", _("%(name)s does not stand at advanced now."), name=organisation.name)


def check_alone(entry: ShowcaseEntry) -> None:
    """Whether `entry`, once taken off, may be in hand again: its branch has no other one. Raises: ValidationError."""
    if ShowcaseEntry.objects.filter(organisation=entry.organisation, state__in=IN_HAND).exclude(pk=entry.pk).exists():
        raise ValidationError(_("Another entry of this branch is in hand: this one waits until that is decided."))


def check_told(entry) -> None:
    """Whether everything `entry` says may stand on a public page (R27a). Raises: ValidationError for each field."""
    errors = {}
    for name in ("title", *TEXTS):
        try:
            check_words([getattr(entry, name)], name)
        except ValidationError as refused:
            errors |= refused.error_dict
    if errors:
        raise ValidationError(errors)


def check_picture(name: str, caption: str) -> None:
    """Whether the `name` of a picture's file and its `caption` may stand on a public page (R27a). Raises:
    ValidationError."""
    check_words([caption], "caption")
    check_words([name], "file")


def check_number(count: int) -> None:
    """Whether an entry with `count` pictures takes one more. Raises: ValidationError."""
    if count >= MOST:
        refuse("file", _("At most %(most)d pictures: remove one first."), most=MOST)


def check_complete(entry: ShowcaseEntry, pictures: Collection[ShowcasePicture]) -> None:
    """Whether `entry` can be handed in with these `pictures`. Raises: ValidationError."""
    if lacking := missing(entry, len(pictures)):
        raise ValidationError(lacking)
    check_told(entry)
    for picture in pictures:
        check_picture(picture.name, picture.caption)


def missing(entry: ShowcaseEntry, pictures: int) -> list[str]:
    """What `entry` with so many `pictures` still lacks before it is handed in, each in a sentence."""
    fields = [capfirst(entry._meta.get_field(name).verbose_name) for name in TEXTS if not getattr(entry, name).strip()]
    told = [_("“%(field)s” is still to be written.") % {"field": field} for field in fields]
    if (more := FEWEST - pictures) > 0:
        sentence = ngettext("%(count)d more picture is needed.", "%(count)d more pictures are needed.", more)
        told.append(sentence % {"count": more})
    return told
