"""What people do, as the log keeps it: one act is one entry, however many rows it writes and verbs it is made of.

A verb says what it is (`logged`), the rows it writes note themselves (core.history), and the outermost verb writes the
entry in the transaction that writes the rows: there is an entry if and only if there is a change.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, wraps

from django.contrib.auth import get_user_model
from django.db import models, transaction

from core.choices import EventKind
from core.log.events import asked_from, record
from core.phrases import listed

VERBS: dict[str, list[Callable]] = {}  # the functions of each verb, by its name
NAMED = 3  # of many rows that an act wrote so many are named
CODES = frozenset({"code", "number", "username"})
NAMES = frozenset({"name", "person", "chair", "leader", "responsible", "first_responsible", "helper_name"})
NEVER = frozenset({"tier", "goal", "score", "grade", "result", "midterm_result", "remark"})  # in no entry


@dataclass
class OpenAct:
    """What somebody is doing: `subject` is what it is about, a row, which `row` notes, or what a reader calls it,
    `detail` plain values; `rows`: (model, primary key) of each row that was written, as often as it was; `undo`: what
    takes back what no transaction does; `depth`: how many verbs it is inside of."""

    kind: EventKind
    verb: str
    by: object
    subject: object = ""
    row: tuple[type[models.Model], int | None] | None = None
    detail: dict = field(default_factory=dict)
    rows: list[tuple[type[models.Model], int]] = field(default_factory=list)
    undo: list[Callable[[], None]] = field(default_factory=list)
    depth: int = 1


_open: ContextVar[OpenAct | None] = ContextVar("open act", default=None)


def logged(verb: str, kind: EventKind) -> Callable[[Callable], Callable]:
    """A verb that takes `by`, all or nothing: called by itself it is an act of that person, inside another one a part
    of it."""

    def stamp(function):
        @wraps(function)
        def carried_out(*args, by, **kwargs):
            with acting(verb, kind, by=by):
                return function(*args, by=by, **kwargs)

        VERBS.setdefault(verb, []).append(carried_out)
        return carried_out

    return stamp


@contextmanager
def acting(verb: str, kind: EventKind, *, by) -> Iterator[None]:
    """What is done inside is one act of `by` (None: a command), all or nothing."""
    act = _open.get()
    if act is not None:
        with _inside(act):
            yield
        return
    act = OpenAct(kind, verb, by)
    token = _open.set(act)
    try:
        with _all_or_nothing(act):
            yield
            _keep(act)
    finally:
        _open.reset(token)


@contextmanager
def _inside(act):
    """A part of `act`."""
    act.depth += 1
    try:
        with _all_or_nothing(act):
            yield
    finally:
        act.depth -= 1


@contextmanager
def _all_or_nothing(act):
    """What fails leaves no trace, neither in the database nor in the entry nor on the disk."""
    written, undoable = len(act.rows), len(act.undo)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for undo in act.undo[undoable:]:
            undo()
        del act.rows[written:], act.undo[undoable:]
        raise


def about(subject: object, **detail) -> None:
    """Say what the act is about that the verb which calls is the whole of; of a part of another act nothing is said."""
    act = _open.get()
    if act is not None and act.depth == 1:
        act.subject, act.row, act.detail = subject, _row(subject), act.detail | detail


def undone_by(undo: Callable[[], None]) -> None:
    """Should the act that is open fail after all, `undo` takes back what no transaction does."""
    if act := _open.get():
        act.undo.append(undo)


def wrote(model: type[models.Model], keys: Iterable[int]) -> None:
    """Note that the rows of `model` with these keys were written. Raises: RuntimeError for what a page writes outside
    of an act: the log would not tell of it."""
    keys = list(keys)
    if act := _open.get():
        act.rows.extend((model, key) for key in keys)
    elif keys and asked_from.get() is not None:
        raise RuntimeError(f"{model._meta.label} is written outside of an act")


def _keep(act):
    if not act.rows:
        return
    times = Counter(act.rows)
    own = next((row for row in (act.row, _row(act.subject)) if row in times), None)
    model, key = own or act.rows[0]
    keys = {other for one, other in times if one is model}
    is_one = own or len(keys) == 1
    told = _trail(model, key, times[model, key]) if is_one else []
    facts = _compared(model, told, times[model, key]) if told else {} if is_one else {"count": len(keys)}
    subject = str(act.subject) or (str(told[0].instance) if told else _first_names(model, keys))
    record(act.kind, by=act.by, subject=subject, **{"verb": act.verb, **facts, **act.detail})


def _row(subject):
    """How a row is noted; None for what is none."""
    return (type(subject), subject.pk) if isinstance(subject, models.Model) else None


def _first_names(model, keys):
    """The first of the rows `keys` as a reader knows them."""
    rows = model._base_manager.filter(pk__in=keys).select_related().order_by("pk")[:NAMED]
    return listed([*map(str, rows), *(["…"] if len(keys) > NAMED else [])])


def _compared(model, told, times):
    """What the one row of `model` with the rows of history `told`, the last one first, that was written so many `times`
    was before the act and is after it, as far as these are dates, codes, states and names of persons."""
    was = _values(told[times]) if len(told) > times else {}
    is_now = {} if told[0].history_type == "-" else _values(told[0])
    changed = [name for name in was | is_now if was.get(name) != is_now.get(name)]
    facts = {"model": model._meta.label_lower}
    for side, values in (("before", was), ("after", is_now)):
        if found := {name: values[name] for name in changed if values.get(name) not in (None, "")}:
            facts[side] = found
    return facts


def _trail(model, key, times):
    """The last rows of history of what was written so many times, the last one first, and the one before them; none of
    what keeps none."""
    if not hasattr(model, "history"):
        return []
    related = [one.name for one in _told(model) if one.remote_field]
    rows = model.history.filter(id=key).order_by("-history_id").select_related(*related)
    return list(rows[: times + 1])


def _values(row):
    """{name: plain value} of a row of history, of the fields that an entry may hold."""
    return {one.name: _plain(row, one) for one in _told(row.instance_type)}


@cache
def _told(model):
    """The fields of `model` that an entry may hold, of those its history holds."""
    kept = {one.name for one in model.history.model._meta.concrete_fields}
    return [one for one in model._meta.concrete_fields if one.name in kept and _may_tell(one)]


def _may_tell(one):
    if one.primary_key or one.name in NEVER:
        return False
    if one.remote_field:
        return one.related_model is get_user_model() or hasattr(one.related_model, "code")
    is_word = isinstance(one, models.CharField) and (one.choices or one.name in CODES | NAMES)
    return bool(is_word) or isinstance(one, models.DateField | models.BooleanField)


def _plain(row, one):
    value = getattr(row, one.name)
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, models.Model):
        return str(value) if isinstance(value, get_user_model()) else value.code
    return value.isoformat()
