"""What does not look or work as people expect."""

from demo.script import on, story
from demo.steps import (
    CLOSED,
    HIGH,
    IN_PROGRESS,
    LOW,
    OPEN,
    PENDING,
    RESOLVED,
    attaches,
    bounces,
    edits,
    gives,
    notes,
    opens,
    posts,
    ranks,
    releases,
    retags,
    sends,
    sets,
    takes,
    undoes,
    writes,
)

STORIES = (
    story(
        "emily", "Cannot print a wide table",
        on(16, "12:40", "maria", opens, "The last three columns are cut off.", tags="printing"),
        on(16, "13:05", "daniel", takes),
        on(16, "13:14", "daniel", sends, "Dear Emily,\n\nin the print window choose *Landscape* "
           "and *Fit to width*. Then all columns fit up to about twenty.\n\nDaniel"),
        on(16, "14:30", "emily", writes, "Ah. Simple when one knows it."),
        on(16, "14:33", "daniel", sets, RESOLVED),
        on(16, "14:34", "daniel", sets, CLOSED),
    ),
    story(
        "noah", "Numbers have the wrong separator",
        on(14, "11:05", "maria", opens, "1.234 in the report is one thousand and some, says the "
           "report; one and a bit, says the spreadsheet.", tags="reports export"),
        on(14, "11:20", "oliver", takes),
        on(14, "11:21", "oliver", sets, IN_PROGRESS),
        on(14, "12:02", "oliver", sends, "Dear Noah,\n\nyour profile says German, so the file is "
           "German too. Profile → Language → English changes both.\n\nOliver"),
        on(14, "13:10", "noah", writes, "That helped."),
        on(14, "13:15", "oliver", sets, RESOLVED),
        on(12, "09:20", "lisa", sets, CLOSED),
        on(8, "09:44", "noah", writes, "Not quite: now the numbers are right but my colleagues in "
           "Bremen get theirs wrong. Is it one setting for all of us?"),
        on(8, "10:00", "lisa", sets, OPEN, why="It only moved to his colleagues"),
        on(8, "10:01", "lisa", gives, "daniel", why="Oliver is on his last days here"),
        on(8, "10:30", "daniel", sets, IN_PROGRESS),
        on(8, "11:15", "daniel", notes, "He is right: the *export* takes the language of whoever "
           "saved the report first. Written down for the developers with steps."),
        on(8, "11:25", "daniel", sends, "Dear Noah,\n\nyou have found a fault of ours: a saved "
           "report keeps the language of whoever made it. Until it is mended, each of you can save "
           "a copy.\n\nDaniel"),
        on(5, "16:10", "daniel", notes, "Developers say two weeks."),
    ),
    story(
        "lucia", "Calendar starts the week on Sunday",
        on(13, "09:12", "maria", opens, "In Spain it starts on Monday.", priority=LOW,
           files=("calendar-week.png",)),
        on(13, "09:30", "yuki", takes),
        on(13, "09:41", "yuki", notes, "The picker ignores the region if the browser is set to "
           "English. Two lines, made them."),
        on(11, "14:00", "yuki", sends, "Dear Lucía,\n\nsince this morning your week starts on "
           "Monday.\n\nYuki"),
        on(11, "14:01", "yuki", sets, RESOLVED, why="fixed"),
        on(9, "17:20", "lisa", sets, CLOSED),
    ),
    story(
        "chloe", "Charts are empty in Safari 17",
        on(10, "10:44", "maria", opens, "All other browsers show them. She can only use that "
           "one.", tags="reports", files=("empty-charts.png",)),
        on(10, "11:30", "alex", takes),
        on(10, "11:31", "alex", sets, IN_PROGRESS),
        on(10, "13:20", "alex", notes, "Console: *refused to load the worker*. Our content policy "
           "names the worker’s old place."),
        on(10, "13:45", "alex", sends, "Dear Chloé,\n\nI can see it here too. We know the cause "
           "and I’ll tell you when it is out.\n\nAlex"),
        on(3, "10:02", "chloe", writes, "Is there a date yet? I present these charts on the "
           "fifteenth."),
    ),
    story(
        "david", "Dashboard is slow on Monday mornings",
        on(9, "09:22", "maria", opens, "14 seconds at nine, two at noon. Only on Mondays.",
           tags="reports"),
        on(9, "09:40", "maria", gives, "tech"),
        on(9, "11:05", "noor", attaches, "timings.csv"),
        on(9, "11:10", "noor", notes, "The weekly totals are made by whoever looks first. On "
           "Monday that is everybody at Acme at once."),
        on(9, "11:30", "alex", posts, "Could the night run make them?", subject="Weekly totals"),
        on(9, "11:42", "noor", posts, "It could. It ends at six, there is room."),
        on(9, "11:55", "alex", posts, "Then I’ll ask for it."),
        on(9, "12:10", "alex", sends, "Dear David,\n\nwe found out why: the first one on Monday "
           "pays for all. We will make the totals at night.\n\nAlex"),
        on(2, "09:08", "david", writes, "No change last Monday: 14.2 seconds. Timings are in the "
           "shared folder."),
    ),
    story(
        "grace", "Map of deliveries stays grey",
        on(8, "14:10", "maria", opens, "Since the proxy of their office was changed.",
           files=("map.png",), tags="mobile"),
        on(8, "14:32", "alex", takes),
        on(8, "14:58", "alex", sends, "Dear Grace,\n\nyour proxy must let through "
           "`tiles.maps.example`. Could you pass that on to your IT?\n\nAlex"),
        on(8, "14:59", "alex", sets, PENDING, why="waiting for their IT"),
        on(4, "15:30", "alex", sends, "Dear Grace,\n\nhas your IT found the time?\n\nAlex"),
        on(4, "15:31", "grace", bounces, "550 5.1.1 This mailbox was closed"),
    ),
    story(
        "marta", "Two of the chart’s colours look the same",
        on(5, "15:12", "maria", opens, "She is colour-blind: orders and returns are one line to "
           "her.", priority=LOW, tags="accessibility reports"),
        on(5, "15:20", "maria", ranks, HIGH),
        on(5, "15:22", "maria", undoes),
        on(5, "15:25", "maria", gives, "tech"),
        on(4, "10:30", "yuki", notes, "Dashes for one of them would help everybody, also in "
           "print."),
        on(4, "11:02", "yuki", sends, "Dear Marta,\n\nwould a dashed line for returns help? There "
           "is a picture under https://status.helpdesk.example/dashes.\n\nYuki"),
        on(4, "11:03", "yuki", sets, PENDING, why="waiting for the customer"),
    ),
    story(
        "tom", "Search does not find words with accents",
        on(3, "11:48", "maria", opens, "“cafe” finds nothing, “café” does.", tags="search"),
        on(3, "13:10", "alex", takes),
        on(3, "13:25", "alex", edits, subject="Search does not find “café” by “cafe”",
           why="so that we find it"),
        on(3, "13:40", "alex", retags, "search wish"),
        on(3, "13:50", "alex", releases, why="Nothing for support; for whoever is free"),
    ),
)  # fmt: skip
