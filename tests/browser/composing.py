"""What hands do in browser tests: choose a mode of the composer, press a key."""


def choose(page, mode):
    """Choose where the words go: "Reply", "Team note", "Admins only", "Team thread", "Call"."""
    page.get_by_role("radio", name=mode).check()


def on(page, key):
    """Press a key once the page's scripts know it: right after a navigation they may not yet."""
    page.locator(f"[data-hotkey={key}][aria-keyshortcuts]").first.wait_for()
    page.keyboard.press(f"Shift+{key}" if key.isupper() else key)
