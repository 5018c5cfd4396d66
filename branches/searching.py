"""How organisations are found, and rows by whose they are (R33)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import ChangeKind
from branches.models import Change, Organisation, Secretary
from core.names import fold
from core.searching import initials_of, key_of, person_key, says

NAMED = 5  # that a refusal names


def organisations_called(rows: QuerySet[Organisation], text: str) -> QuerySet[Organisation]:
    """Those of `rows` found by code, by part of a name that they have or had, or by its pinyin initials (`wxy` finds
    文学院): what anyone may look for."""
    return rows.filter(_called(text))


def organisations_matching(rows: QuerySet[Organisation], text: str, on: date | None = None) -> QuerySet[Organisation]:
    """Those of `rows` that are called so, or led on day `on` (None: today) by somebody whose name says `text`."""
    return rows.filter(_called(text) | Q(pk__in=_leading(text, on).values("organisation")))


def called_or_led(text: str, lookup: str) -> Q:
    """Rows whose organisation at `lookup` is found by `text`: by a name of its own, or by that of who leads or led
    it."""
    found = organisations_called(Organisation.objects.order_by(), text).values("pk")
    led = _people_called(text, Secretary.objects.order_by()).values("organisation")
    return Q(**{f"{lookup}__in": found}) | Q(**{f"{lookup}__in": led})


def named(rows: QuerySet[Organisation], text: str) -> Organisation | None:
    """The one of `rows` whose code is `text`, alone or with its name behind, else the only one that is called just so;
    None without one."""
    text = fold(text)
    found = rows.filter(Q(code__in=(text, text.partition(" ")[0])) | Q(name=text)).order_by()[:4] if text else []
    coded = [one for one in found if text in (one.code, str(one))]
    called = [one for one in found if one.name == text]
    return next(iter(coded), called[0] if len(called) == 1 else None)


def the_one(rows: QuerySet[Organisation], text: str) -> Organisation:
    """The one of `rows` that is `named` so. Raises: ValidationError, with the names of the first it may be: a part of a
    name decides nothing."""
    if found := named(rows, text):
        return found
    maybe = list(organisations_called(rows, text).order_by("code")[: NAMED + 1])
    if not maybe:
        raise ValidationError(_("None of those that can be chosen matches “%(text)s”."), params={"text": text})
    more = ["…"] if len(maybe) > NAMED else []
    names = " · ".join([*map(str, maybe[:NAMED]), *more])
    raise ValidationError(_("Say which one, by its code: %(names)s"), params={"names": names})


def found_by(organisations: Iterable[Organisation], text: str) -> dict[int, str]:
    """{primary key: the former name or the secretary by which it was found}, of those `organisations` that say `text`
    themselves nowhere: two queries."""
    others = Organisation.objects.filter(pk__in=[one.pk for one in organisations]).exclude(_calls_itself(text))
    others = others.order_by().values("pk")
    led = _leading(text).filter(organisation__in=others).values_list("organisation", "name")
    renamed = _renamed(text).filter(organisation__in=others).order_by("on", "pk").values_list("organisation", "before")
    found = {key: _("secretary %(name)s") % {"name": name} for key, name in led}
    return found | {key: _("formerly %(name)s") % {"name": name} for key, name in renamed}


def _called(text):
    return _calls_itself(text) | Q(pk__in=_renamed(text).values("organisation"))


def _calls_itself(text):
    key = key_of(text)
    return Q(code__istartswith=fold(text)) | (Q(sought__contains=key) if key else Q(name__icontains=fold(text)))


def _renamed(text):
    """The renamings from a name that says `text`, or whose initials do: of former names nobody keeps them."""
    rows, initials = Change.objects.filter(kind=ChangeKind.RENAMED).order_by(), key_of(text)
    if not (initials.isascii() and initials):
        return rows.filter(says(text, ["before"]))
    named = rows.values_list("before", flat=True).distinct()
    return rows.filter(says(text, ["before"]) | Q(before__in=[one for one in named if initials in initials_of(one)]))


def _leading(text, on=None):
    return _people_called(text, Secretary.objects.in_office_on(on or timezone.localdate()).order_by())


def _people_called(text, rows):
    """Those of the secretaries `rows` whose name says `text`, without the regular expressions of `says`: of a name
    nothing but blanks and dots is left out."""
    key = key_of(text)
    called = Replace(person_key("name"), Value("·"), Value(""))
    return rows.annotate(called=called).filter(called__icontains=key) if key else rows.none()
