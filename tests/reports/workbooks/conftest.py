"""Files that are sent in, and somebody of the department who reads English."""

import pytest


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def department(client_of):
    client = client_of("department")
    client.cookies["django_language"] = "en"
    return client
