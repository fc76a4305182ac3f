#!/usr/bin/env python3
"""Fetch the libraries of our pages: htmx, idiomorph and the icons (`make vendor`).

Nothing is built and pages load nothing from other hosts: the files named here are taken from
their npm packages, stored under `static/`, and listed with their hashes in `VENDOR.md`.
A test compares the hashes, so that changes by hand are noticed.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
VENDOR = STATIC / "vendor"
SPRITE = STATIC / "img" / "icons.svg"

# package: version, licence, {path in the package: name under static/vendor/}
PACKAGES = {
    "htmx.org": ("2.0.11", "0BSD", {"dist/htmx.min.js": "htmx.min.js"}),
    "idiomorph": ("0.8.0", "0BSD", {"dist/idiomorph-ext.min.js": "idiomorph-ext.min.js"}),
    "lucide-static": ("1.62.0", "ISC", {"LICENSE": "lucide-LICENSE.txt"}),
}

# All icons in use. To add one, add its name here and run `make vendor`.
ICONS = """
archive arrow-down arrow-up ban building-2 chart-column check check-check chevron-down
chevron-left chevron-right chevron-up circle circle-alert circle-check circle-dashed circle-dot
circle-pause circle-user clock copy corner-down-right download ellipsis eye eye-off file file-text
gauge history hourglass image inbox info key-round keyboard life-buoy link list lock log-out mail
menu messages-square monitor panel-right paperclip pencil phone phone-incoming plus refresh-cw
reply search send settings shield sliders-horizontal smartphone square-pen sticky-note sun-moon
tag tags triangle-alert undo-2 upload user user-minus user-plus users x
"""

# Our own icons: one, two or three bars for the priority, a half-filled ring for "in progress".
OUR_ICONS = {
    "contrast": '<circle cx="12" cy="12" r="10"/>'
    '<path fill="currentColor" d="M12 18a6 6 0 0 0 0-12v12z"/>',
    "priority-low": '<path d="M5 20v-5"/><path d="M12 20V9.5" opacity=".3"/>'
    '<path d="M19 20V4" opacity=".3"/>',
    "priority-medium": '<path d="M5 20v-5"/><path d="M12 20V9.5"/>'
    '<path d="M19 20V4" opacity=".3"/>',
    "priority-high": '<path d="M5 20v-5"/><path d="M12 20V9.5"/><path d="M19 20V4"/>',
}

SPRITE_HEAD = """\
<!-- Made by scripts/vendor.py. Lucide icons, ISC License, Copyright (c) Lucide Icons and
     Contributors; some derive from Feather, MIT License, Copyright (c) Cole Bemis: see
     static/vendor/lucide-LICENSE.txt. The priority bars and "contrast" are ours. -->
<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="1.75" \
stroke-linecap="round" stroke-linejoin="round">
"""

VENDOR_HEAD = """\
# What we borrow

Made by `make vendor` (scripts/vendor.py); do not edit by hand.

| file | package | version | licence | sha256 |
|---|---|---|---|---|
"""


def unpack(package, version, folder):
    """Download one package with npm into `folder` and return the path of its files."""
    spec = f"{package}@{version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), spec]
    archive = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    target = folder / package
    with tarfile.open(folder / archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def shapes(svg):
    """Return the drawing in one Lucide file, on one line, without its <svg> element."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL).group(1)
    return re.sub(r"\s*/>\s*", "/>", re.sub(r"\s+", " ", inner)).strip()


def sprite(icons_folder):
    """Return the whole sprite: one <symbol> per icon, in alphabetical order."""
    drawn = {name: shapes((icons_folder / f"{name}.svg").read_text()) for name in ICONS.split()}
    symbols = [
        f'  <symbol id="i-{name}" viewBox="0 0 24 24">{drawing}</symbol>\n'
        for name, drawing in sorted((drawn | OUR_ICONS).items())
    ]
    return SPRITE_HEAD + "".join(symbols) + "</svg>\n"


def row(path, package, version, licence):
    """Return one line of VENDOR.md."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"| {path.relative_to(STATIC)} | {package} | {version} | {licence} | `{digest}` |\n"


def main():
    """Fetch every package, write its files, the sprite and VENDOR.md."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for package, (version, licence, files) in PACKAGES.items():
            source = unpack(package, version, Path(folder))
            for path, name in files.items():
                (VENDOR / name).write_bytes((source / path).read_bytes())
                rows.append(row(VENDOR / name, package, version, licence))
            if package == "lucide-static":
                SPRITE.write_text(sprite(source / "icons"))
                rows.append(row(SPRITE, package, version, licence))
    (VENDOR / "VENDOR.md").write_text(VENDOR_HEAD + "".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
