"""Ratings are typed row by row as drafts and submitted together; from submission on every change makes history."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation
from core.choices import EventKind
from core.history import remember, save
from core.lists import PAGE
from core.log.acts import about, logged, wrote
from core.phrases import listed
from core.workflow.lifecycle import perform
from core.workflow.locks import hold
from ratings.choices import State
from ratings.lifecycle import OPEN_STATES, RATING
from ratings.models import TYPED, TYPISTS, Rating, Round
from ratings.queries import rateable


class Conflict(ValidationError):
    """Somebody else saved the row in between; `theirs` is the rating as it stands now."""

    def __init__(self, theirs: Rating):
        super().__init__(_("Somebody else changed this row in the meantime."))
        self.theirs = theirs


class Incomplete(ValidationError):
    """Branches without a tier; `missing` holds the first of them, who are named."""

    def __init__(self, missing: list[Organisation], count: int):
        message = ngettext(
            "%(count)d organisation has no tier yet: %(names)s.",
            "%(count)d organisations have no tier yet: %(names)s.",
            count,
        )
        super().__init__(message % {"count": count, "names": _named(missing, count)})
        self.missing = missing


class Unexplained(ValidationError):
    """Branches whose tier is not the one of their score, without a reason (R21); `rows` holds the first of them."""

    def __init__(self, rows: list[Organisation], count: int):
        message = ngettext(
            "The tier of %(count)d organisation is not what its score says. Give the reason in its remark: %(names)s.",
            "The tiers of %(count)d organisations are not what their scores say. Give the reasons in their remarks: "
            "%(names)s.",
            count,
        )
        super().__init__(message % {"count": count, "names": _named(rows, count)})
        self.rows = rows


@logged("enter_ratings", EventKind.WRITE)
def enter(
    *,
    round_: Round,
    organisation: Organisation,
    unit: Organisation | None,
    score: Decimal | None,
    tier: int | None,
    remark: str = "",
    version: int | None,
    by,
) -> Rating:
    """Save one row of the grid as a draft (or as the correction of a returned one).

    `unit`: the base organisation that rates its branch, None for the university's rating of a base organisation (N01);
    `score` in points, 0–100; `version`: what the row showed, None for a row that did not exist yet.

    Raises: ValidationError when the round is not open (a returned row may still be corrected), the organisation is not
    rated by `unit` in this round (R13, R16) nor corrected by it for a closed one (R30), or a value cannot be; Conflict
    when the row changed in between.
    """
    _hold(round_)
    row = Rating.objects.filter(round=round_, organisation=organisation).first()
    if not may_enter(round_, row):
        raise ValidationError(closed_because(round_, row))
    if not rateable.typed_at(unit, round_).filter(pk=organisation.pk).exists():
        raise ValidationError(_("%(organisation)s is not rated here in this round.") % {"organisation": organisation})
    typed = {"score": score, "tier": tier, "remark": remark.strip()}
    Rating(**typed).clean_fields(exclude={field.name for field in Rating._meta.fields} - set(TYPED))
    stamp = {"unit": _unit_of(row, organisation, unit), "entered_by": by, "entered_at": timezone.now()}
    if row is None:
        row = Rating(round=round_, organisation=organisation, **stamp)
        row.type(typed, by=by)
        _create(row)
    else:
        row.type(typed, by=by)
        _change(row, version=version, stamp=stamp)
    about(organisation, round=round_.code)
    return row


@logged("submit", EventKind.SUBMIT)
def submit(*, round_: Round, unit: Organisation | None, by) -> list[int]:
    """Hand all drafts and returned rows of `unit` (None: the university's own ratings), and those it corrects for a
    closed one (R30), to the department.

    Returns the primary keys of the submitted ratings. After the closing day only returned rows can be submitted.

    Raises: Incomplete when somebody has no tier yet; Unexplained when a tier is not what the score says and nobody said
    why (R21); ValidationError when the round is not open; TooLate when there is nothing to submit.
    """
    about(unit or round_, round=round_.code)
    hold_grid(unit)
    rated = rateable.typed_at(unit, round_)
    rows = Rating.objects.filter(round=round_, organisation__in=rated.order_by().values("pk"))
    if round_.is_open_on(timezone.localdate()):
        missing = rated.exclude(pk__in=rows.filter(tier__isnull=False).order_by().values("organisation"))
    else:
        rows = rows.filter(state=State.RETURNED)
        if not rows.exists():
            raise ValidationError(closed_because(round_))
        missing = rated.filter(pk__in=rows.filter(tier=None).order_by().values("organisation"))
    if incomplete := list(missing[:PAGE]):
        raise Incomplete(incomplete, missing.count())
    differing = rows.filter(state__in=OPEN_STATES).unexplained()
    unexplained = rated.filter(pk__in=differing.order_by().values("organisation"))
    if named := list(unexplained[:PAGE]):
        raise Unexplained(named, unexplained.count())
    updates = {"unit": _units(unit), "submitted_by": by, "submitted_at": timezone.now(), "reason": ""}
    return perform(rows, RATING["submit"], by=by, updates=updates)


@logged("admit", EventKind.DECISION)
def admit(*, round_: Round, organisation: Organisation, reason: str, by) -> Rating:
    """Allow a new organisation to be rated in `round_` (R16): it gets an empty row, with the reason in the history.

    Raises: ValidationError without a reason, or when it is closed or already rated there.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Give a reason: why is it rated in its first year?"))
    _hold(round_)
    rows = Organisation.objects.filter(pk=organisation.pk).open_on(round_.reference_date)
    if not rows.exists() or rateable.rateable(rows, round_).exists():
        raise ValidationError(_("%(organisation)s needs no permission in this round.") % {"organisation": organisation})
    rating = Rating(round=round_, organisation=organisation, unit=_rater(organisation))
    save(rating, by=by, reason=reason)
    return rating


def may_enter(round_: Round, row: Rating | None) -> bool:
    """Whether the row's values can be typed today."""
    return (row.state if row else State.DRAFT) in typable_states(round_)


def typable_states(round_: Round) -> frozenset[State]:
    """The states in which a rating can be typed today: a draft, and what is none yet, while the round is open, a
    returned one also afterwards."""
    return OPEN_STATES if round_.is_open_on(timezone.localdate()) else frozenset({State.RETURNED})


def closed_because(round_: Round, row: Rating | None = None) -> str:
    """Why nothing can be typed, in a sentence."""
    if row is not None and row.state not in OPEN_STATES:
        return _("This rating is %(state)s and can no longer be changed here.") % {"state": row.get_state_display()}
    if round_.opens_on and timezone.localdate() < round_.opens_on:
        return _("The round opens on %(day)s.") % {"day": date_format(round_.opens_on)}
    return _("The round closed on %(day)s.") % {"day": date_format(round_.closes_on)}


def hold_grid(unit: Organisation | None) -> None:
    """Until the transaction ends nobody else saves many rows of the grid of `unit` (None: the university's) or submits
    them: of two who lock rows in different orders one would be thrown out."""
    grid = Organisation.objects.filter(pk=unit.pk) if unit else Organisation.objects.top()
    list(grid.select_for_update(no_key=True).order_by().values_list("pk"))


def _hold(round_):
    """Raises: ValidationError when the round was removed with its campaign; until the transaction ends it stays."""
    if not hold(round_):
        raise ValidationError(_("This round was removed together with its campaign."))


def _named(organisations, count):
    """The names of the first of them, and whether there are more."""
    return listed([*map(str, organisations), *(["…"] if count > len(organisations) else ())])


def _rater(organisation):
    """The base organisation whose path leads to `organisation`; itself when it is one."""
    return Organisation.objects.get(path=organisation.unit_path)


def _unit_of(row, organisation, unit):
    """Whose rating it is. A correction for a closed unit leaves it that unit's: who only corrects has not rated, and
    the tiers of the round by unit, what moved (R14) and an undone merger (R28) read there who did."""
    if unit is None:
        return organisation
    is_own = unit.closed_on is None and organisation.path.startswith(unit.path)
    return unit if is_own else row.unit


def _units(unit):
    """`_unit_of` in a statement about many rows."""
    if unit is None:
        return F("organisation")
    if unit.closed_on:
        return F("unit")
    own = rateable.of(unit).order_by().values("pk")
    return Case(When(organisation__in=own, then=Value(unit.pk, Organisation._meta.pk)), default=F("unit"))


def _create(row):
    """A new draft, without history. Raises: Conflict when it exists by now."""
    row.skip_history_when_saving = True
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict(Rating.objects.get(round=row.round, organisation=row.organisation)) from None
    wrote(Rating, [row.pk])


def _change(row, *, version, stamp):
    """Write what was typed in `row` by compare-and-swap; one that was submitted before keeps its history (R4).

    Raises: Conflict when the row is not the one of `version` any more.
    """
    same = Rating.objects.filter(pk=row.pk, version=version, state__in=OPEN_STATES)
    typed = {name: getattr(row, name) for name in (*TYPED, *TYPISTS)}
    moved = version is not None and same.update(version=F("version") + 1, **typed, **stamp)
    row.refresh_from_db()
    if not moved:
        raise Conflict(row)
    if row.state == State.RETURNED:
        remember(Rating, [row.pk], by=stamp["entered_by"])
    else:
        wrote(Rating, [row.pk])
