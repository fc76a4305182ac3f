"""Writes many tickets for measurements into the database of the settings.

    python -m scripts.bench.fill NUMBER
    make bench-data N=100000

An empty database gets the demo first, because the new tickets need its people. A database with
other data is refused. Run it again to add more tickets.
"""

import os
import sys


def fill_database(number, say=print):
    """Add `number` tickets; `say` is called with lines of progress. Raises ValueError for data
    that is not the demo's, and on a production server.
    """
    from django.conf import settings
    from django.utils import timezone

    from demo import load
    from scripts.bench.bulk.filling import fill

    if not settings.LOCAL:
        raise ValueError("Made-up tickets are for trying things out: set LOCAL=1, never here.")
    if load.is_empty():
        load.load(timezone.now())
    elif not load.was_loaded():
        raise ValueError("There is data in this database, and made-up tickets would mix with it.")
    fill(number, timezone.now(), say=say)


def main(arguments):
    """Bring the database up to date and fill it; exit with a message if that is refused."""
    if len(arguments) != 1 or not arguments[0].isdecimal():
        sys.exit("How many tickets? python -m scripts.bench.fill NUMBER")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    os.environ.setdefault("LOCAL", "1")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    try:
        fill_database(int(arguments[0]))
    except ValueError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main(sys.argv[1:])
