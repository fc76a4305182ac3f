"""Static files: hashed and compressed, with stylesheets and scripts bundled into one file each.

`css/app.css` imports a stylesheet per component and `js/app.js` a script per behaviour. A browser
would request each of them, so `collectstatic` puts them together and removes the comments and, in
stylesheets, the indentation. Nothing else is changed: the code in `static/` is the code that runs,
and without `collectstatic` the imports work too.
"""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(
    r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);$', re.MULTILINE
)
# Comments, and all but one character of the white space around a line break. Strings in our
# stylesheets contain no comments and no line breaks (there is a test), so this changes no meaning.
CSS_SPARE = re.compile(r"\s*/\*.*?\*/|(?<=\n)\s+|[^\S\n]+(?=\n)", re.DOTALL)
JS_IMPORT = re.compile(r'^import "\./(?P<path>[^"]+)";$', re.MULTILINE)
JS_SPARE = re.compile(r"^\s*//.*\n", re.MULTILINE)


def css_part(match, text):
    """Return a stylesheet in the layer it was imported into."""
    return f"@layer {match['layer']} {{\n{text}}}\n"


def js_part(match, text):
    """Return a script in its own block, because a module has its own scope."""
    return f"{{\n{text}}}\n"


BUNDLES = {
    "css/app.css": (CSS_IMPORT, css_part, CSS_SPARE),
    "js/app.js": (JS_IMPORT, js_part, JS_SPARE),
}


def bundle(name, read):
    """Return the text of `name` with each import replaced by the imported file.

    `read` returns the text of a static file by its name. Imports are one level deep: an imported
    file imports nothing, and stylesheets contain no paths to other files (there is a
    test).
    """
    pattern, part, spare = BUNDLES[name]
    folder = name.rpartition("/")[0]
    text = pattern.sub(lambda match: part(match, read(f"{folder}/{match['path']}")), read(name))
    return spare.sub("", text)


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, with the bundles in place of the files that import others."""

    def post_process(self, paths, dry_run=False, **options):
        """Replace the importing files by their bundles, then hash and compress everything."""

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
