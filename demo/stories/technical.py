"""The API, imports, webhooks: customers who build on ours."""

from demo.script import on, story
from demo.steps import (
    CLOSED,
    HIGH,
    IN_PROGRESS,
    LOW,
    PENDING,
    RESOLVED,
    downloads,
    edits,
    gives,
    notes,
    opens,
    posts,
    sends,
    sets,
    takes,
    writes,
)

STORIES = (
    story(
        "kenji", "Rate limit is not what the header says",
        on(18, "09:20", "maria", opens, "X-Limit says 600 a minute, we get 429 after 500. "
           "Measured three times.\n\nKenji", tags="api"),
        on(18, "09:45", "alex", takes),
        on(18, "09:45", "alex", sets, IN_PROGRESS),
        on(18, "10:30", "alex", notes, "Reproduced. The proxy of the hosting company counts "
           "before ours does."),
        on(18, "10:48", "alex", sends, "Hello,\n\nyour edge proxy answers 429 from 500 requests a "
           "minute on. Could you raise that to 600 for our zone?\n\nAlex Kim",
           to=["Operations <noc@hosting.example>"], subject="429 from your edge at 500/min"),
        on(18, "11:00", "alex", sends, "Dear Kenji,\n\nyour measurement is right. A proxy in front "
           "of us counts as well; we have asked for the limit to be raised.\n\nAlex",
           subject="Rate limit is not what the header says"),
        on(17, "16:25", "alex", notes, "Hosting has raised it. 600 in a row, no 429."),
        on(17, "16:30", "alex", sends, "Raised: it is 600 now, as the header says."),
        on(17, "16:31", "alex", sets, RESOLVED),
        on(15, "09:40", "lisa", sets, CLOSED),
    ),
    story(
        "noah", "Backup on a disk of our own?",
        on(15, "14:32", "maria", opens, "Their insurance asks for a copy in the house.",
           priority=LOW, tags="export"),
        on(15, "15:05", "maria", sends, "Dear Noah,\n\nthe archive of Settings → Export can be "
           "fetched by a script, once a day. Would that do for your insurance?\n\nMaria"),
        on(15, "15:06", "maria", sets, PENDING, why="waiting for their insurance"),
    ),
    story(
        "amina", "Notifications come hours late",
        on(12, "13:34", "maria", opens, "Up to three hours. Drivers call instead.",
           tags="mail", priority=HIGH),
        on(12, "13:40", "maria", gives, "tech"),
        on(12, "14:02", "noor", notes, "Our log: handed over within 4 s. Their server answers 451 "
           "(*try again later*) to the first attempt of each sender."),
        on(12, "14:15", "noor", sends, "Dear Amina,\n\nyour mail server greylists us. Please put "
           "198.51.100.24 on its list of known senders.\n\nNoor"),
        on(11, "09:32", "amina", writes, "That was it. Mails come at once."),
        on(11, "09:40", "noor", sets, RESOLVED),
        on(9, "17:25", "lisa", sets, CLOSED),
    ),
    story(
        "tom", "Import refuses the 31st of February",
        on(11, "15:10", "maria", opens, "Their old system knows that day. Two lines of 12,000.",
           tags="import", files=("import-errors.csv",)),
        on(11, "15:33", "daniel", takes),
        on(11, "15:34", "daniel", downloads, "import-errors.csv"),
        on(11, "15:50", "daniel", sends, "Dear Tom,\n\nso do we now, a little: such dates come in "
           "as the last day of the month, with a remark in the report. Would that be right for "
           "you?\n\nDaniel"),
        on(10, "10:10", "tom", writes, "Perfect. And thank you for not laughing."),
        on(10, "10:20", "daniel", sets, RESOLVED),
    ),
    story(
        "kenji", "API returns 502 for imports over 20 MB",
        on(6, "08:55", "maria", opens, "POST /imports answers 502 after 60 seconds. 19 MB pass.",
           tags="api import", priority=HIGH),
        on(6, "09:05", "maria", gives, "tech"),
        on(6, "09:33", "alex", sets, IN_PROGRESS),
        on(6, "10:12", "alex", notes, "Reproduced with a file of 24 MB. The proxy cuts at 60 s; "
           "our own answer comes after 71 s."),
        on(6, "10:15", "alex", posts, "Shall we answer 202 and let them ask, or read faster?",
           subject="Large imports"),
        on(6, "10:40", "noor", posts, "202. Reading faster only moves the limit."),
        on(6, "11:05", "alex", sends, "Dear Kenji,\n\nplease split at 15 MB for now. We are going "
           "to answer at once and let you ask for the result.\n\nAlex"),
        on(5, "11:40", "kenji", writes, "Splitting works. Will the new answer be 202 with a "
           "Location? Then we can prepare."),
        on(5, "13:02", "alex", sends, "Yes, 202 with a Location. I’ll send you the draft before "
           "it is out."),
        on(4, "09:10", "alex", edits, description="POST /imports answers 502 after 60 seconds. "
           "19 MB pass.\n\n*Steps*: `curl --data-binary @orders-24mb.csv …/imports`, wait a "
           "minute.", why="steps for the developers"),
    ),
    story(
        "kenji", "Webhook signature does not match the documentation",
        on(1, "10:55", "maria", opens, "We compute v1 as documented and get another value. Raw "
           "body and header attached.\n\nKenji", tags="api", files=("webhook-body.txt",)),
        on(1, "11:20", "alex", takes),
        on(1, "11:21", "alex", sets, IN_PROGRESS),
        on(1, "12:05", "alex", notes, "The page says *body*, we sign `timestamp + \".\" + body`. "
           "The documentation is wrong, the code is right."),
        on(1, "12:10", "alex", downloads, "webhook-body.txt"),
        on(1, "13:15", "alex", sends, "Dear Kenji,\n\nsign the timestamp, a dot, then the body. "
           "The page is being corrected; thank you for finding it.\n\nAlex"),
        on(0, "08:57", "kenji", writes, "That matches for all but one event: order.refunded still "
           "differs. Its amount is negative, does that matter?"),
    ),
)  # fmt: skip
