"""What is stored is folded as forms fold it (R33): one data migration of each app calls this."""

from collections import defaultdict
from collections.abc import Callable, Collection

from django.db.models import CharField, JSONField, Model, TextField, UniqueConstraint

from core.names.texts import fold, fold_lines

AT_ONCE = 500  # rows
UNTYPED = ("password", "path")


def fold_stored(apps, label: str, *, paragraphs: Collection[str] = ()) -> None:
    """Fold the texts of all tables of the app `label`, history included; the short fields called `paragraphs` have
    lines. A text stays as it is, wherever it stands, when a unique constraint would not bear it folded; so does what
    nothing would be left of. One query per table reads, one per 500 changed rows writes."""
    tables = {model: _typed(model, paragraphs) for model in apps.get_app_config(label).get_models()}
    kept = {text for model, foldings in tables.items() for text in _not_borne(model, foldings)}
    for model, foldings in tables.items():
        if foldings:
            _fold_rows(model, foldings, kept)


def _typed(model, paragraphs) -> dict[str, Callable]:
    """{field that people type into: how it is folded}."""
    found = {}
    for field in model._meta.concrete_fields:
        if field.choices or not field.editable or field.name in UNTYPED or field.name.startswith("history_"):
            continue
        if isinstance(field, JSONField):
            found[field.name] = _fold_all
        elif isinstance(field, CharField | TextField):
            has_lines = isinstance(field, TextField) or field.name in paragraphs
            found[field.name] = fold_lines if has_lines else fold
    return found


def _fold_all(value):
    """A value of JSON with every text in it folded; what it is called by stays."""
    if isinstance(value, dict):
        return {key: _fold_all(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_fold_all(one) for one in value]
    return fold_lines(value) if isinstance(value, str) else value


def _not_borne(model: type[Model], foldings):
    """The texts of which a second row would become the same where only one may."""
    together = [(field.name,) for field in model._meta.concrete_fields if field.unique]
    together += [one.fields for one in model._meta.constraints if isinstance(one, UniqueConstraint)]
    for names in together:
        if not foldings.keys() & set(names):
            continue
        alike = defaultdict(list)
        for row in model._base_manager.order_by("pk").values_list(*names):
            alike[tuple(_folded(one, foldings.get(name)) for name, one in zip(names, row, strict=True))].append(row)
        for key, rows in alike.items():
            if len(rows) > 1:
                yield from {one for row in rows for one, folded in zip(row, key, strict=True) if one != folded}


def _folded(value, folding):
    return folding(value) if folding and value is not None else value


def _fold_rows(model: type[Model], foldings, kept):
    changed = []
    for key, *values in model._base_manager.order_by("pk").values_list("pk", *foldings).iterator():
        after = [_settled(one, folding, kept) for one, folding in zip(values, foldings.values(), strict=True)]
        if after != values:
            changed.append(model(pk=key, **dict(zip(foldings, after, strict=True))))
    model._base_manager.bulk_update(changed, list(foldings), batch_size=AT_ONCE)


def _settled(value, folding, kept):
    """What a field holds afterwards."""
    if value is None or (isinstance(value, str) and value in kept):
        return value
    return folding(value) or value
