"""`make prove`: what takes longer than a change should wait, on both databases, a line for each.

CI does not run it; whoever changes the mailroom or a parser does. Each proof is a part
of the tests with larger numbers; arguments go to pytest.
"""

import os
import subprocess
import sys

PROOFS = {
    "The mailroom is killed 200 times over 1,000 emails each way: none lost, none twice": (
        ["tests/mail/servers/kills"],
        {"MAILROOM_KILLS": "200", "MAILROOM_MAILS": "1000"},
    ),
    "A thousand examples for each property test of texts, queries and tickets": (
        ["tests/tickets/models", "tests/tickets/search", "tests/mail/reader"],
        {"HYPOTHESIS_EXAMPLES": "1000"},
    ),
}


def holds(name, paths, numbers, arguments):
    """Run one proof, print its name and how it went; return whether it holds."""
    print(f"\n--- {name} ---", flush=True)
    command = [sys.executable, "-m", "scripts.test", *paths, "-s", *arguments]
    return subprocess.run(command, env=os.environ | numbers).returncode == 0


def main(arguments):
    """Run all proofs, also after one failed; return the exit code."""
    results = {
        name: holds(name, paths, numbers, arguments) for name, (paths, numbers) in PROOFS.items()
    }
    print("\n--- Proved ---")
    for name, held in results.items():
        print(f"{'holds ' if held else 'FAILED'}  {name}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
