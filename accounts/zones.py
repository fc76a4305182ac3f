"""The time zones that this machine knows. To tell, Python reads some 600 files: ask it once."""

import zoneinfo
from functools import cache


@cache
def known():
    """Return the names of all zones."""
    return frozenset(zoneinfo.available_timezones())


@cache
def choices():
    """Return the zones to choose from: the places, not the abbreviations of old systems."""
    names = sorted(name for name in known() if "/" in name)
    places = [name for name in names if not name.startswith(("Etc/", "SystemV/"))]
    return [("UTC", "UTC")] + [(name, name.replace("_", " ")) for name in places]
