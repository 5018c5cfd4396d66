#!/usr/bin/env python3
"""Fetch the browser libraries named in ``vendor.json`` into ``static/vendor/``.

Run it after changing a version, a file list or the icons of the sprite; the result is committed.
Needs ``npm`` (only to download: nothing is built or installed).
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "vendor"
SOURCE_MAP = re.compile(rb"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*\Z")
SVG = re.compile(r"<svg[^>]*>(?P<body>.*)</svg>", re.DOTALL)


def main() -> None:
    for package in json.loads((HERE / "vendor.json").read_text(encoding="utf-8")):
        with tempfile.TemporaryDirectory() as folder:
            vendor(package, download(package, Path(folder)))
        print(f"{package['name']} {package['version']}")


def download(package: dict, folder: Path) -> Path:
    """The package's archive; stops the run when it is not the one recorded."""
    name = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", folder, name]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package["sha256"]:
        sys.exit(f"{name}: sha256 is {found}, expected {package['sha256']}. Nothing was written.")
    return archive


def vendor(package: dict, archive: Path) -> None:
    """Copy the listed files, and gather the listed icons into one sprite."""
    folder = TARGET / package["name"]
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as tar:
        for path in package["files"]:
            (folder / Path(path).name).write_bytes(SOURCE_MAP.sub(b"", read(tar, path)))
        if "sprite" in package:
            (folder / "icons.svg").write_text(sprite(tar, package["sprite"]), encoding="utf-8")


def sprite(tar: tarfile.TarFile, icons: dict[str, str]) -> str:
    """One SVG of symbols: our name for the icon (the key) over the drawing of that file name."""
    symbols = []
    for name, drawing in sorted(icons.items()):
        svg = read(tar, f"icons/{drawing}.svg").decode()
        body = " ".join(SVG.search(svg)["body"].split())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def read(tar: tarfile.TarFile, path: str) -> bytes:
    return tar.extractfile(f"package/{path}").read()


if __name__ == "__main__":
    main()
