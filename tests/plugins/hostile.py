"""What the tests refuse although Django allows it."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.template.base import Node

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
WRITTEN_BY_READING = re.compile(r"django_session|axes_\w+|core_event")


def refuse_writes_on_get(get_response):
    """Middleware: a GET changes nothing but the session, the count of failed sign-ins and the log.

    What is rolled back is no change: a preview carries out and undoes what it shows.
    Raises: AssertionError for a write that stays.
    """

    def middleware(request):
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with connection.execute_wrapper(note_write):
            response = get_response(request)
        for _savepoints, written, _robust in connection.run_on_commit:
            if isinstance(written, Written):
                written()
        return response

    return middleware


@dataclass
class Written:
    """A write that was not rolled back so far: fails when it is committed, at once without a transaction."""

    sql: str

    def __call__(self):
        raise AssertionError(f"A GET writes: {self.sql}")


def note_write(execute, sql, params, many, context):
    """Wrapper of `execute`: writes to tables that reading leaves alone must not be committed."""
    write = WRITE.match(sql)
    if write and not WRITTEN_BY_READING.fullmatch(write[1]):
        transaction.on_commit(Written(sql))
    return execute(sql, params, many, context)


class Unknown(str):
    """Django's `string_if_invalid`: an unknown variable fails in our templates, is empty in other people's."""

    __slots__ = ()

    def __mod__(self, variable):
        origin = rendered_template()
        if origin.is_relative_to(settings.BASE_DIR) and "site-packages" not in origin.parts:
            raise AssertionError(f"Unknown variable {variable} in {origin}")
        return ""


def rendered_template():
    """Path of the template whose node is being rendered, found on the call stack."""
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return Path(node.origin.name)
        frame = frame.f_back
    raise LookupError("No template is being rendered.")


UNKNOWN = Unknown("%s")
