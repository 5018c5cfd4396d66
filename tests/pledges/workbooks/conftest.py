"""What every test of these workbooks stands on: the first of June 2012, rated branches, somebody who writes rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.scope import scope_of
from core.workbooks.kinds import kind_of, plan_import
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.workbooks.written import written
from tests.snapshot import staged
from tests.world import rate


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """Branch 0101 stands at ordinary, 0102 at lagging, 0103 at good."""
    for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("0103", Tier.GOOD)):
        rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def ledger(tmp_path):
    """Writes a workbook of these rows."""
    return lambda *rows, **sheets: written(tmp_path / "plans.xlsx", *rows, **sheets)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def look(rated):
    """The plan of an import by somebody of the cast."""

    def looked(name, file, kind="plans"):
        kind, person = kind_of(kind), rated.people[name]
        return plan_import(kind, kind.read(file), scope=scope_of(person), by=person)

    return looked


@pytest.fixture
def send(client_of):
    """Sends in a file by page as somebody of the cast and presses the button; returns the plan of its preview."""

    def sent(name, file, kind="plans"):
        client = client_of(name)
        given = {"file": SimpleUploadedFile("plans.xlsx", file.read_bytes())}
        preview = client.post(f"/workbooks/import/{kind}/", given)["Location"]
        plan = client.get(preview).context["plan"]
        client.post(f"{preview}apply/", {"digest": plan.digest})
        return plan

    return sent
