"""The declarations of a `style` attribute that are kept: none that move or load anything."""

import re

PROPERTIES = set(
    "background-color border border-bottom border-bottom-color border-bottom-style "
    "border-bottom-width border-collapse border-color border-left border-left-color "
    "border-left-style border-left-width border-radius border-right border-right-color "
    "border-right-style border-right-width border-spacing border-style border-top border-top-color "
    "border-top-style border-top-width border-width clear color direction display float font "
    "font-family font-size font-style font-variant font-weight height letter-spacing line-height "
    "list-style-type margin margin-bottom margin-left margin-right margin-top max-height max-width "
    "min-width padding padding-bottom padding-left padding-right padding-top table-layout "
    "text-align text-decoration text-indent text-transform vertical-align white-space width "
    "word-break word-spacing word-wrap overflow-wrap".split()
)
MOST, LONGEST = 60, 2000
DISPLAYS = {"none", "block", "inline", "inline-block", "table", "table-cell", "table-row"}

# Words, numbers and colours; no functions except colours, no escapes, no comments.
_VALUE = re.compile(r"(?:[\w\s#%.,'\"!-]|(?<!/)/(?![/*])|(?:rgb|hsl)a?\([\d\s.,%/]{1,60}\))+", re.I)
# Units relative to the window would grow without end in a frame that grows with its content;
# negative lengths could move an element out of its place.
_MOVES = re.compile(r"\d(?:[dls]?v(?:h|w|i|b|min|max)|cq\w+)\b|(?:^|\s)-\s*[\d.]", re.I)


def clean_style(style):
    """Return the declarations that are kept, as the value of the attribute."""
    kept = []
    for declaration in style[:LONGEST].split(";")[:MOST]:
        name, _colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "background":
            name = "background-color"
        if name in PROPERTIES and is_harmless(name, value):
            kept.append(f"{name}:{value}")
    return ";".join(kept)


def is_harmless(name, value):
    """Whether a value only changes how its element looks."""
    if name == "display":
        return value.lower().removesuffix("!important").strip() in DISPLAYS
    return bool(_VALUE.fullmatch(value)) and not _MOVES.search(value)
