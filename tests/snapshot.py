"""What stands in the tables, made once a process and put back for every test by a statement a table."""

from copy import deepcopy
from functools import wraps
from itertools import chain

from django.apps import apps
from django.conf import settings
from django.db import connection

from tests.world import World

A_STATEMENT = 200  # rows
STAGES = {}  # {the stages that lead there: (rows then, rows gone, rows new, (the World, what the fixture returned))}


def take():
    """The rows of all own tables that hold any: {model: (columns, rows in order)}, values as the driver gives them."""
    quote, taken = connection.ops.quote_name, {}
    with connection.cursor() as cursor:
        for model in (model for label in settings.PROJECT_APPS for model in apps.get_app_config(label).get_models()):
            table, key = map(quote, (model._meta.db_table, model._meta.pk.column))
            cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
            columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
            if rows:
                taken[model] = (columns, rows)
    return taken


def put_back(taken):
    """Insert what `take` took. Keys stay; a sequence of PostgreSQL is past them, since it is never rolled back."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model, (columns, rows) in taken.items():
            names, places = ", ".join(map(quote, columns)), f"({', '.join(['%s'] * len(columns))})"
            insert = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "
            for some in batched(rows):
                cursor.execute(insert + ", ".join([places] * len(some)), list(chain.from_iterable(some)))


def staged(build):
    """Makes of a fixture that brings the world further one whose rows are made once a process and then put back.

    It may ask for the world and for what other staged fixtures return; in a test it comes before what is not staged.
    """

    @wraps(build)
    def fixture(**asked):
        world = next(one for one in asked.values() if isinstance(one, World))
        stages = (*world.stages, build)
        if stages not in STAGES:
            before = take()
            assert not world.stages or before == STAGES[world.stages][0], "something was made that no stage made"
            returned, world.stages = build(**asked), stages
            after = take()
            kept = deepcopy((world, returned))
            STAGES[stages] = (after, _less(before, after), _less(after, before), kept)
            return returned
        _then, gone, new, kept = STAGES[stages]
        _remove(gone)
        put_back(new)
        then, returned = deepcopy(kept)
        vars(world).update(vars(then))
        return world if returned is then else returned

    return fixture


def _less(some, others):
    """What of `some` is not in `others`, both as `take` gives them."""
    found = {}
    for model, (columns, rows) in some.items():
        known = set(others[model][1]) if model in others else set()
        if rest := [row for row in rows if row not in known]:
            found[model] = (columns, rest)
    return found


def _remove(taken):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model, (columns, rows) in taken.items():
            table, key = model._meta.db_table, model._meta.pk.column
            for some in batched([row[columns.index(key)] for row in rows]):
                places = ", ".join(["%s"] * len(some))
                cursor.execute(f"DELETE FROM {quote(table)} WHERE {quote(key)} IN ({places})", some)


def batched(rows):
    """`rows` in lists that one statement bears: each statement is a way to the server and back."""
    return (rows[first : first + A_STATEMENT] for first in range(0, len(rows), A_STATEMENT))
