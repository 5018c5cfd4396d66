"""When a plan is refused, and in which words (R24–R27a).

Pure: plans (saved or not), texts, standings and dates in, ValidationError keyed by the field at fault out.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import BASE_KINDS, BRANCH_KINDS
from core.validators import refuse
from core.web.privacy import check_words
from pledges.choices import ACCEPTING, COVERING, PUBLIC_GOALS, PlanKind
from pledges.texts import PlanText, ResourceText
from ratings.choices import Tier

MOST_MEASURES = 30
ACCEPTANCE_ASKED = gettext_lazy(
    "Its acceptance was asked for: unless that is refused nothing is reported, rewritten or moved any more (R27b)."
)


def check_owner(kind, organisation, *, today):
    """Whether `organisation` can have a plan of `kind` on `today`. Raises: ValidationError."""
    check_open(organisation, today=today)
    check_maker(kind, organisation)


def check_open(organisation, *, today):
    """Whether `organisation` makes plans on `today`. Raises: ValidationError."""
    if not organisation.is_open_on(today):
        refuse(
            "organisation",
            _("%(name)s was closed on %(day)s: it makes no plans any more."),
            name=organisation.name,
            day=date_format(organisation.closed_on),
        )


def check_maker(kind, organisation):
    """Whether organisations of its sort make plans of `kind`. Raises: ValidationError."""
    if organisation.kind not in (BASE_KINDS if kind == PlanKind.UNIT else BRANCH_KINDS):
        refuse("organisation", _("%(name)s makes no plan of this kind."), name=organisation.name)


def check_at_work(plan):
    """Whether the acceptance of `plan`, which runs, is not asked for: what is judged stays as it is (R27b).
    Raises: ValidationError."""
    if plan.state in ACCEPTING:
        raise ValidationError(str(ACCEPTANCE_ASKED))


def check_standing(kind, tier, *, relapse=False):
    """Whether a branch that stands at `tier` (None: nowhere) may have a plan of `kind` (R27a); a `relapse` is rectified
    wherever it stands. Raises: ValidationError."""
    if kind == PlanKind.PLEDGE and tier == Tier.LAGGING:
        refuse("organisation", _("This branch makes no public pledge now: it makes a rectification instead (R27a)."))
    if kind == PlanKind.RECTIFICATION and tier is None and not relapse:
        refuse("organisation", _("This branch has no official rating yet: there is nothing to rectify."))


def lowest_goal(tier, *, relapse) -> int:
    """What a plan made by who stands at `tier` (None: nowhere) aims at, at least: the next tier; a `relapse` is
    rectified at the tier that was reached (R27b)."""
    return max(tier or 0, Tier.ORDINARY) if relapse else (tier or 0) + 1


def check_text(kind, text: PlanText, *, tier, today: date, relapse=False):
    """Whether a plan of `kind` made on `today` by who stands at `tier`, perhaps for a `relapse`, can say `text`.
    Raises: ValidationError."""
    check_goal(kind, text.goal, tier=tier, relapse=relapse)
    if text.due_on < today:
        refuse("due_on", _("The due day %(day)s lies before today."), day=date_format(text.due_on))
    check_measures(text)
    check_days(text.measures, today=today)
    check_told(kind, text.sentences)


def check_goal(kind, goal, *, tier, relapse=False):
    """Whether `goal` lies as high as who stands at `tier`, perhaps for a `relapse`, aims, and may be told in public.
    Raises: ValidationError."""
    if kind not in COVERING:
        return
    if goal is None:
        refuse("goal", _("Choose the tier that is aimed at."))
    if kind == PlanKind.PLEDGE and goal not in PUBLIC_GOALS:
        refuse("goal", _("A public pledge aims at good or advanced (R27a)."))
    if tier is not None and goal < (lowest := lowest_goal(tier, relapse=relapse)):
        sentence = _("The goal does not lie above the present standing.")
        refuse("goal", _("The goal lies below the present standing.") if lowest == tier else sentence)


def check_measures(text: PlanText):
    """Whether there are measures, each due by the plan's due day. Raises: ValidationError."""
    if not text.measures:
        refuse("measures", _("Name at least one measure."))
    if len(text.measures) > MOST_MEASURES:
        refuse("measures", _("At most %(most)d measures: join some of them."), most=MOST_MEASURES)
    for number, measure in enumerate(text.measures, start=1):
        if measure.due_on and measure.due_on > text.due_on:
            facts = {"number": number, "day": date_format(measure.due_on), "due": date_format(text.due_on)}
            refuse("measures", _("Measure %(number)d is due on %(day)s, after the plan itself (%(due)s)."), **facts)


def check_days(measures, *, today: date):
    """Whether none of `measures`, new ones, is due before `today`. Raises: ValidationError."""
    for measure in measures:
        if measure.due_on and measure.due_on < today:
            facts = {"measure": measure.text, "day": date_format(measure.due_on)}
            refuse("measures", _("The measure “%(measure)s” is due on %(day)s, before today."), **facts)


def check_resource(resource: ResourceText, noted):
    """Whether `resource` is not among those `noted` already. Raises: ValidationError."""
    if resource in noted:
        refuse("what", _("This resource is noted already."))


def check_told(kind, sentences, field=""):
    """`check_words` where everybody reads it: of a pledge; a plan of another `kind` may say anything."""
    if kind == PlanKind.PLEDGE:
        check_words(sentences, field)
