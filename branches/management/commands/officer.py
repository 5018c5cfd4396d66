"""`manage.py officer`: the first people."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import create_user
from accounts.models import User
from branches import actions
from branches.choices import Kind
from branches.models import Organisation
from branches.roles import WHERE
from core.choices import EventKind, Role
from core.log.acts import about, acting


class Command(BaseCommand):
    help = "Create a user with an appointment and print a one-time password. Exit 1: refused. Exit 2: wrong usage."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--at", metavar="CODE", help="where the role is held (default: the university)")
        parser.add_argument("--name", default="", help="the person's name (default: the user name)")

    def handle(self, *args, username, role, at, name, **options):
        try:
            password = _install(username, name or username, Role(role), at)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(_("User name: %(username)s") % {"username": username})
        self.stdout.write(_("One-time password, to be changed at the first sign-in:"))
        self.stdout.write(password)  # a line of its own, to be copied


def _install(username, name, role, code):
    with acting("created", EventKind.ACCOUNT, by=None):
        about(username, role=role)
        return _create(username, name, role, code)


def _create(username, name, role, code):
    organisation = _place(role, code)
    if not name.isprintable():  # a terminal hands over what it could not decode as well
        raise ValidationError(_("The name holds characters that cannot be read."))
    User(username=username, name=name).full_clean(exclude=["password"])
    user, password = create_user(username=username, name=name, by=None, role=role)
    actions.appoint(user, role=role, organisation=organisation, on=timezone.localdate(), by=None)
    return password


def _place(role, code):
    """The organisation with `code`; without one the university, founded when it is missing. Raises: CommandError."""
    if code:
        organisation = Organisation.objects.filter(code=code).first()
        if organisation is None:
            raise CommandError(_("There is no organisation with the code %(code)s.") % {"code": code}, returncode=2)
        return organisation
    if Kind.UNIVERSITY not in WHERE[role]:
        raise CommandError(_("Say where the role is held: --at CODE"), returncode=2)
    return actions.ensure_university(by=None)
