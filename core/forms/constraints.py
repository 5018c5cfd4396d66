"""What a constraint of the database refuses, said in a sentence at its field."""

import re

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.utils.translation import gettext as _

REPEATED = "23505"  # of PostgreSQL: what is to be unique is there already
KEY = re.compile(r"\(([^()]+)\)=\(")  # its columns, in whatever language PostgreSQL speaks
CHECK = re.compile(r"CHECK constraint failed: (\w+)$")  # as SQLite says it
UNIQUE = re.compile(r"UNIQUE constraint failed: (\w+)\.")
COLUMN = re.compile(r"\w+\.(\w+)")


def told(refused: IntegrityError) -> ValidationError:
    """What the constraint that was broken says, keyed by the field where it is about one; a general sentence where it
    has no words of its own."""
    name, table, columns = _broken(refused)
    for model in apps.get_models():
        fields = _fields(model, columns) if table == model._meta.db_table else []
        for constraint in model._meta.constraints:
            if constraint.name == name or (fields and list(getattr(constraint, "fields", ())) == fields):
                return _said(constraint) or _repeated(model, fields)
        if fields:
            return _repeated(model, fields)
    return _repeated(None, [])


def _broken(refused):
    """(name of the constraint, table, columns that are to be unique), each empty where the database does not tell."""
    if diag := getattr(refused.__cause__, "diag", None):
        key = KEY.search(diag.message_detail or "") if diag.sqlstate == REPEATED else None
        return diag.constraint_name, diag.table_name, key[1].split(", ") if key else []
    said = str(refused)
    check, unique = CHECK.search(said), UNIQUE.search(said)
    return check and check[1], unique and unique[1], COLUMN.findall(said) if unique else []


def _fields(model: type[Model], columns):
    return [field.name for column in columns for field in model._meta.concrete_fields if field.column == column]


def _said(constraint):
    """The refusal in the words that the constraint was given; None without any."""
    if constraint.violation_error_message == constraint.default_violation_error_message:
        return None
    return _keyed(getattr(constraint, "fields", ()), constraint.get_violation_error_message())


def _repeated(model, fields):
    if fields:
        return _keyed(fields, model().unique_error_message(model, tuple(fields)))
    return ValidationError(
        _("It does not go together with what somebody else saved at the same moment. Load the page again and look.")
    )


def _keyed(fields, message):
    return ValidationError({fields[0]: message} if len(fields) == 1 else message)
