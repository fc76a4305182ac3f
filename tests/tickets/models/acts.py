"""What people may try, drawn by hypothesis: mostly what makes sense, sometimes what is refused."""

from collections import namedtuple

from hypothesis import strategies as st

from tickets.choices import Channel, Priority, Status

Who = namedtuple("Who", "name")  # stands for a person or a group, who exist only while it runs
Which = namedtuple("Which", "number")  # stands for a customer

NAMES = ("alex", "tom", "priya", "maria", "lisa", "vera", "left", "boss")


def mostly(usual, rarely):
    """Draw what makes sense five times as often as what will be refused."""
    return st.sampled_from((*usual * 5, *rarely * len(usual)))


def act(verb, *arguments, **keywords):
    """Draw a call of a verb: its name, its arguments, its keywords."""
    return st.tuples(st.just(verb), st.tuples(*arguments), st.fixed_dictionaries(keywords))


people = mostly(("lisa", "lisa", "lisa", "vera", "alex", "tom", "priya", "maria"), ("left", "boss"))
held = ("alex", "tom", "priya", "lisa", "tech", "billing", None)
holders = mostly(held, ("left",)).map(Who)
customers = st.sampled_from((0, 1)).map(Which)
reasons = mostly(("", "because", "because"), ("x" * 201,))
words = mostly(("One", "Two", "Three\nlines\x00"), ("", "x" * 201))
tags = st.lists(mostly(("vpn", "VPN", "login", "#", "bill ing"), ("x" * 41,)), max_size=3)
addresses = mostly(("a@b.example", "A@B.example", "c@d.example"), ("nobody",))
statuses = mostly(tuple(Status), ("DONE",))
priorities = mostly(tuple(Priority), (7,))
channels = st.sampled_from(Channel)

stale = st.fixed_dictionaries({}, optional={"holder": holders, "priority": priorities})
several = {"status": statuses, "priority": priorities, "holder": holders, "tags": tags}

CHANGES = st.one_of(
    act("take", why=reasons),
    act("assign", holders, why=reasons),
    act("assign", holders, why=reasons, seen=stale),
    act("release", why=reasons),
    act("set_status", statuses, why=reasons),
    act("set_status", st.sampled_from((Status.RESOLVED, Status.CLOSED)), why=st.just("done")),
    act("set_priority", priorities),
    act("set_priority", priorities, seen=stale),
    act("set_tags", tags),
    act("set_customer", customers),
    act("edit", subject=words, description=words, why=reasons),
    act("edit", channel=channels),
    act("change", why=reasons, **several),
)
TALK = st.one_of(
    act("add_note", words),
    act("add_note", words, for_admins=st.just(True)),
    act("post", words, subject=words),
    act("record_call", words),
    act("write_mail", words, to=st.lists(addresses, max_size=2)),
    act("receive_mail", words, sender=customers),
)
PEOPLE = st.one_of(
    act("deactivate"),
    act("reactivate"),
    act("set_role", mostly(("agent", "admin"), ("king",))),
    act("join", st.sampled_from(("tech", "billing")).map(Who)),
    act("leave", st.sampled_from(("tech", "billing")).map(Who)),
)
CONTACTS = st.one_of(
    act("add_email", addresses),
    act("remove_email", addresses),
    act("make_primary", addresses),
    act("edit", name=words, notes=words),
)
