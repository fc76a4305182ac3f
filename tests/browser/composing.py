"""What browser tests do with the composer of a ticket."""


def choose(page, mode):
    """Choose where the words go: "Reply", "Team note", "Admins only", "Team thread", "Record"."""
    page.get_by_role("radio", name=mode).check()
