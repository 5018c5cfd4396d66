"""The acts of accounts: what makes each verb ready to be carried out."""

from functools import partial

from accounts import actions
from accounts.models import User
from tests.world import PASSWORD


def _on_stranger(verb):
    return lambda world: partial(verb, world.people["stranger"], by=world.people["accounts"])


def _enable(world):
    User.objects.filter(username="stranger").update(is_active=False)
    return _on_stranger(actions.enable)(world)


ACTS = {
    actions.create_user: lambda world: partial(
        actions.create_user, username="li", name="李四", by=world.people["accounts"]
    ),
    **{
        verb: _on_stranger(verb)
        for verb in (
            actions.reset_password,
            actions.disable,
            actions.end_lockout,
            actions.end_sessions,
        )
    },
    actions.enable: _enable,
    actions.choose_password: lambda world: partial(
        actions.choose_password, world.people["stranger"], PASSWORD[::-1], by=world.people["stranger"]
    ),
}
