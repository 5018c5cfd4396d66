"""Workbooks worked out anew by LibreOffice, which keeps values that a file brings: they are taken out of it first."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

VALUE = re.compile(rb"(</f>)<v>[^<]*</v>")
MOST_SECONDS = 120


def calculated(path: Path, folder: Path) -> Path:
    """The workbook at `path` with the values that LibreOffice finds for its formulas, in `folder`."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing.")
        pytest.skip("LibreOffice is missing.")
    bare, results = folder / "bare", folder / "calculated"
    bare.mkdir(exist_ok=True)
    _strip(path, bare / path.name)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", results, bare / path.name]
    subprocess.run(convert, check=True, capture_output=True, timeout=MOST_SECONDS)
    return results / path.name


def _strip(path, to):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, VALUE.sub(rb"\1", content) if name.startswith("xl/worksheets/sheet") else content)
