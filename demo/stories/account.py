"""Contracts, people and workspaces: what customers ask to have arranged."""

from demo.script import on, story
from demo.steps import (
    CLOSED,
    HIGH,
    IN_PROGRESS,
    LOW,
    PENDING,
    RESOLVED,
    confides,
    edits,
    gives,
    hears,
    moves,
    notes,
    opens,
    ranks,
    sends,
    sets,
    takes,
    writes,
)

STORIES = (
    story(
        "silke", "New owner for our workspace",
        on(14, "09:50", "maria", opens, "Our managing director has changed. The workspace still "
           "belongs to his predecessor, who is not here any more.\n\nSilke Hartmann",
           tags="account"),
        on(14, "10:02", "maria", gives, "billing"),
        on(14, "10:40", "elena", sends, "Dear Ms Hartmann,\n\nplease send us the page of the "
           "commercial register that names the new director. A copy will do.\n\nElena Rossi"),
        on(14, "10:41", "elena", sets, PENDING, why="waiting for the register"),
        on(12, "11:15", "silke", writes, "Here is the number of the entry: HRB 10 44 17. You can "
           "look it up yourselves, it is public."),
        on(12, "13:20", "elena", notes, "Looked it up: since the second of {last_month}, signs "
           "alone. Owner changed."),
        on(12, "13:26", "elena", sends, "Thank you, that was quicker than paper. Dr Voss owns the "
           "workspace now and has a mail about it."),
        on(12, "13:27", "elena", sets, RESOLVED),
        on(10, "09:30", "lisa", sets, CLOSED),
    ),
    story(
        "tom", "Delete our test workspace",
        on(13, "15:02", "maria", opens, "“brightside-test”, all of it, please.", tags="account"),
        on(13, "15:10", "maria", sends, "Dear Tom,\n\nthat cannot be taken back after 30 days. "
           "Shall I go ahead?\n\nMaria"),
        on(13, "15:48", "tom", writes, "Wait, a colleague still uses it. Forget that I asked."),
        on(13, "15:55", "maria", sets, CLOSED, why="withdrawn by the customer"),
    ),
    story(
        "spam", "FINAL NOTICE your domain expires today",
        on(10, "08:03", "maria", opens, "Somebody wants 289 for a domain that is not ours.",
           channel="other", priority=LOW),
        on(10, "08:04", "maria", sets, CLOSED, why="spam"),
    ),
    story(
        "yara", "Export everything before we leave?",
        on(11, "10:30", "maria", opens, "They think about another supplier and want to know what "
           "they can take along.", tags="export"),
        on(11, "11:00", "oliver", takes, why="I wrote the export"),
        on(11, "11:00", "oliver", sets, IN_PROGRESS),
        on(11, "11:35", "oliver", sends, "Dear Yara,\n\nall of it: Settings → Export gives you one "
           "archive with CSV files and the receipts as PDF. For nine shops it takes about an "
           "hour. I’ll try yours tonight and tell you how large it gets.\n\nOliver"),
        on(10, "09:05", "oliver", notes, "Ran for 70 minutes, 3.4 GB. The archive lacks the "
           "receipts of shop 6, see the log. Looking into it."),
        on(6, "14:20", "yara", writes, "Any news? We decide at the end of the month."),
    ),
    story(
        "olga", "One person, two accounts",
        on(10, "14:25", "maria", opens, "Sees only half of her projects, depending on which of "
           "two addresses she signs in with.", tags="account"),
        on(10, "14:28", "maria", moves, "marta", why="Olga called for Marta"),
        on(10, "14:30", "maria", gives, "tech"),
        on(9, "10:15", "yuki", sets, IN_PROGRESS),
        on(9, "10:50", "yuki", notes, "Accounts 4471 and 5120. The second one was made by an "
           "invitation to her private address. Moved four projects, deactivated 5120."),
        on(9, "11:02", "yuki", sends, "Dear Marta,\n\nall your projects are in one account now, "
           "that of marta@fjordstudio.example. The other one is shut.\n\nYuki"),
        on(8, "08:47", "marta", writes, "Yes, everything is there. Thanks!"),
        on(8, "09:10", "yuki", sets, RESOLVED, why="fixed"),
    ),
    story(
        "grace", "Cannot invite a colleague",
        on(8, "11:12", "maria", opens, "The button is grey.", tags="account"),
        on(8, "11:14", "maria", takes),
        on(8, "11:20", "maria", sends, "Dear Grace,\n\nall 25 seats are taken. “Ops Tablet 2” has "
           "not signed in since spring: shall I free that one?\n\nMaria"),
        on(8, "11:41", "grace", writes, "Yes, that tablet fell into the harbour."),
        on(8, "11:45", "maria", sends, "Freed. The button works again."),
        on(8, "11:46", "maria", sets, RESOLVED),
        on(7, "17:05", "henrik", sets, CLOSED),
    ),
    story(
        "abbott", "Caller asks for a copy of the contract",
        on(6, "09:42", "maria", opens, "Wants it by letter post, has no e-mail address.",
           channel="phone", priority=LOW),
        on(6, "09:50", "maria", edits, description="Wants it by letter post, has no e-mail "
           "address.\n\nNew address: 3 Mill Lane, Whitby. Please check it against the old one "
           "before anything is sent.", why="He called back with the address"),
        on(5, "10:20", "maria", confides, "He knew neither his customer number nor the old "
           "address. I would rather somebody else rang him back before we post a contract."),
        on(5, "11:05", "lisa", notes, "Please nobody sends it yet. I asked the shop in Whitby "
           "whether they know him."),
        on(1, "09:15", "maria", hears, "Asks where the letter is. Was friendly about it."),
    ),
    story(
        "ines", "Move the London workspace to the other contract",
        on(0, "10:22", "maria", opens, "From the first of next month Acme Labs pays for itself. "
           "Users, reports and history should move along.", tags="account", priority=HIGH),
        on(0, "10:26", "maria", ranks, LOW, why="The date is five weeks away"),
        on(0, "10:45", "lisa", gives, "priya", why="You know both contracts"),
    ),
)  # fmt: skip
