"""What `make run` does once the packages are there. PORT and DEMO come from the Makefile."""

import io
import os
import secrets
import sys
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PORT = os.environ.get("PORT", "8000")
WANTS_DEMO = os.environ.get("DEMO", "1") != "0"


def write_env():
    """Settings for this machine, written once and readable by their owner only."""
    path = ROOT / ".env"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"DEBUG=1\nSECRET_KEY={secrets.token_urlsafe(50)}\n", encoding="utf-8")


def prepare_database():
    """The tables, and the demo university when no organisation is there."""
    from branches.models import Organisation

    call_command("migrate", verbosity=0)
    if WANTS_DEMO and not Organisation.objects.exists():
        call_command("demo", stdout=io.StringIO())  # what it prints stands in the greeting


def greeting():
    """Where the site is and who can sign in."""
    from django.conf import settings
    from django.contrib.auth import get_user_model

    lines = ["", f"  http://127.0.0.1:{PORT}/", ""]
    if get_user_model().objects.filter(username="branch-341").exists():
        lines += [
            "  Demo sign-ins: department, department-2, viewer, unit-01 … unit-45, branch-001 … branch-341,",
            "                 expert-1 … expert-5, accounts, audit",
            f"  Password of all: {settings.DEMO_PASSWORD}",
        ]
    else:
        lines += [
            "  First person:  .venv/bin/python manage.py officer NAME department",
            "  First roster:  .venv/bin/python manage.py import_sheet roster FILE.xlsx",
        ]
    return "\n".join([*lines, "", "  Ctrl+C ends.", ""])


if __name__ == "__main__":
    os.chdir(ROOT)
    write_env()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    prepare_database()
    print(greeting(), flush=True)
    os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"127.0.0.1:{PORT}"])
