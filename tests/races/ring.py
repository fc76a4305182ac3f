"""Runs one job in many processes at once, on the database of the test that asks.

    python -m tests.races.ring < {"job": "claim", "workers": 16, "name": …, "arguments": {…}}

It is a program of its own, without threads and connections, and so may fork; its settings are the
product's own. It prints what each worker returned, as JSON.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import traceback

from django.conf import settings

PATIENCE = 120
"""Seconds that a worker waits for the others at the barrier before it gives up."""


def race(job, workers, **arguments):
    """Run a job of `tests.races.jobs` in so many processes; return the list of what each returned.

    The database is that of the running test. Raises AssertionError with what a worker printed when
    it failed with anything but an outcome.
    """
    name = str(settings.DATABASES["default"]["NAME"])
    order = {"job": job, "workers": workers, "name": name, "arguments": arguments}
    ring = subprocess.run(
        [sys.executable, "-m", "tests.races.ring"],
        input=json.dumps(order),
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "helpdesk.settings"},
        capture_output=True,
        text=True,
    )
    assert ring.returncode == 0, ring.stderr[-3000:]
    return json.loads(ring.stdout)


def worker(number, order, barrier, results):
    """Do the job as one of many, and put what it returns into `results`."""
    from django.db import connection

    from tests.races import jobs

    connection.settings_dict["NAME"] = order["name"]
    try:
        outcome = getattr(jobs, order["job"])(number, barrier, **order["arguments"])
    except BaseException:
        barrier.abort()
        outcome = traceback.format_exc()
    connection.close()
    results.put((number, outcome))


def main():
    """Read the order, run it, print the outcomes; return 1 if a worker failed."""
    import django

    django.setup()
    order = json.load(sys.stdin)
    fork = multiprocessing.get_context("fork")
    barrier, results = fork.Barrier(order["workers"], timeout=PATIENCE), fork.Queue()
    workers = [
        fork.Process(target=worker, args=(number, order, barrier, results), daemon=True)
        for number in range(order["workers"])
    ]
    for process in workers:
        process.start()
    outcomes = dict(results.get(timeout=2 * PATIENCE) for _process in workers)
    for process in workers:
        process.join(PATIENCE)
    failures = [outcome for outcome in outcomes.values() if isinstance(outcome, str)]
    print("\n".join(failures), file=sys.stderr)  # noqa: T201
    print(json.dumps([outcomes[number] for number in sorted(outcomes)]))  # noqa: T201
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
