"""Static files: hashed and compressed, and the many small ones that a page needs served as one.

`css/app.css` imports a sheet per component and `js/app.js` a script per behaviour. A browser would
ask for each of them, so `collectstatic` puts them together and leaves out the comments and, in
sheets, the indentation. Nothing else is done to them: what one reads in `static/` is what runs,
and without `collectstatic` the imports work as they stand.
"""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(
    r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);$', re.MULTILINE
)
# Comments, and all but one character of the white space around a line break. A sheet's strings hold
# no comment and no line break (a test says so), so this changes no meaning.
CSS_SPARE = re.compile(r"\s*/\*.*?\*/|(?<=\n)\s+|[^\S\n]+(?=\n)", re.DOTALL)
JS_IMPORT = re.compile(r'^import "\./(?P<path>[^"]+)";$', re.MULTILINE)
JS_SPARE = re.compile(r"^\s*//.*\n", re.MULTILINE)


def css_part(match, text):
    """A sheet in the layer it was imported into."""
    return f"@layer {match['layer']} {{\n{text}}}\n"


def js_part(match, text):
    """A script in a block of its own, as a module has a scope of its own."""
    return f"{{\n{text}}}\n"


BUNDLES = {
    "css/app.css": (CSS_IMPORT, css_part, CSS_SPARE),
    "js/app.js": (JS_IMPORT, js_part, JS_SPARE),
}


def bundle(name, read):
    """Return the text of `name` with every file it imports in the import's place.

    `read` gives the text of a static file by its name. Imports are one level deep: an imported
    file imports nothing, and a sheet names no other file by a path of its own (a test says so).
    """
    pattern, part, spare = BUNDLES[name]
    folder = name.rpartition("/")[0]
    text = pattern.sub(lambda match: part(match, read(f"{folder}/{match['path']}")), read(name))
    return spare.sub("", text)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, which sees the bundles where the files that import were."""

    def post_process(self, paths, dry_run=False, **options):
        """Put the bundles in place of their sources, then hash and compress everything."""

        def read(name):
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        if not dry_run:
            made = InMemoryStorage()
            for name in BUNDLES:
                made.save(name, ContentFile(bundle(name, read).encode()))
            paths = paths | {name: (made, name) for name in BUNDLES}
        yield from super().post_process(paths, dry_run=dry_run, **options)
