#!/usr/bin/env python3
"""Fetch the Nu HTML checker, the validator of the HTML standard's own people, into ``.venv/``; it runs on Java.

Needs ``npm`` (only to download: nothing is built or installed).
"""

import tarfile
import tempfile
from pathlib import Path

from bin.vendor import download, read

JAR = Path(__file__).resolve().parent.parent / ".venv" / "vnu.jar"
PACKAGE = {
    "name": "vnu-jar",  # MIT, released by the checker's maintainers
    "version": "26.9.27",
    "sha256": "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(download(PACKAGE, Path(folder))) as tar:
        JAR.write_bytes(read(tar, "build/dist/vnu.jar"))
    print(f"{PACKAGE['name']} {PACKAGE['version']}")


if __name__ == "__main__":
    main()
