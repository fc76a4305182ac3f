"""This morning: the story's own ticket, as far as it is lived, and what came in around it."""

from demo.script import on, story
from demo.steps import (
    HIGH,
    IN_PROGRESS,
    LOW,
    MEDIUM,
    PENDING,
    confides,
    gives,
    hears,
    notes,
    opens,
    posts,
    ranks,
    retags,
    sends,
    sets,
    takes,
    undoes,
    writes,
)

STORIES = (
    story(
        "yara", "Receipts print twice since the update",
        on(0, "08:06", "maria", opens, "Every receipt comes out twice in two of their nine shops. "
           "Both got the new till software on Friday evening.", tags="printing"),
        on(0, "08:40", "noor", takes),
        on(0, "08:44", "noor", sets, IN_PROGRESS),
        on(0, "09:05", "noor", notes, "The two shops have *copies = 2* in the old printer profile. "
           "Until Friday we ignored that field."),
        on(0, "09:08", "noor", sends, "Dear Yara,\n\nsince Friday we respect the number of copies "
           "in the printer profile, and two of your shops ask for two. Settings → Printing → "
           "Copies, set it to 1, and tell me if paper still comes twice.\n\nNoor",
           fails="552 5.2.2 The recipient's mailbox is full"),
    ),
    story(
        "marta", "Cannot upload a logo larger than 1 MB",
        on(0, "08:12", "maria", opens, "The page goes white and nothing is stored. A smaller file "
           "works. She needs the large one for print.", files=("blank-page.png",), priority=LOW),
        on(0, "08:31", "maria", gives, "tech"),
    ),
    story(
        "sarah", "Cannot access dashboard",
        on(0, "09:15", "maria", opens, "Unable to log in. The sign-in page says “account locked” "
           "since this morning, on two computers. Month-end: the finance team at Acme waits for "
           "Sarah’s dashboard.", priority=HIGH, tags="login", why="Login issues are urgent",
           files=("locked.png", "browser-console.txt")),
        on(0, "09:16", "sarah", writes, "Hello,\n\nI can’t log into my dashboard. It worked until "
           "today. I tried the password from my notebook, then reset it twice, no luck. Two files "
           "of what I see are attached.\n\nSarah"),
        on(0, "09:21", "maria", confides, "Ines Moreau called about the same thing twice last "
           "week. **Three people of one company**: could somebody be trying their passwords? "
           "Lisa, should we tell Acme before we unlock?"),
        on(0, "09:30", "alex", takes, why="I know Acme’s set-up"),
        on(0, "09:30", "alex", sets, IN_PROGRESS),
        on(0, "09:38", "alex", notes, "Checking customer credentials in the database."),
        on(0, "09:45", "alex", notes, "Found that the account was locked due to multiple failed "
           "login attempts: 14 between 06:10 and 06:12, all from one address outside Acme.",
           files=("sign-in-log.csv",)),
        on(0, "09:50", "alex", posts, "Third lock-out this month. Do we keep five tries?",
           subject="Is the lock too strict?"),
        on(0, "09:52", "lisa", posts, "Five is fine. But the page should say how long it lasts."),
        on(0, "09:56", "alex", posts, "Agreed, I’ll write that up for the developers."),
        on(0, "09:58", "lisa", confides, "Spoke to Acme’s IT. The address is a contractor’s script "
           "with an old password; no break-in. They change it today."),
        on(0, "10:00", "alex", sends, "Hi Sarah,\n\nI found your account was locked after several "
           "failed sign-ins. I’ve unlocked it and sent you a new reset link. Please try logging in "
           "again and let me know if you still have issues.\n\nAlex, Technical Support",
           cc=["David Park <david.park@acme.example>"]),
        on(0, "10:30", "sarah", writes, "It works now! Thank you!\n\nOne more thing: the monthly "
           "report is still empty for {last_month}. Is that part of the same problem?"),
        on(0, "10:34", "alex", retags, "login reports"),
        on(0, "10:57", "lisa", ranks, MEDIUM, why="She is in again, only the report is left"),
    ),
    story(
        "sarah", "Please add a second billing contact",
        on(0, "09:27", "maria", opens, "In passing, when Maria called her back: invoices should "
           "also go to a colleague in Leeds.", channel="phone", priority=LOW, tags="account",
           to="billing"),
        on(0, "09:40", "priya", sends, "Dear Ms Chen,\n\ngladly. Which address should the invoices "
           "go to, and shall the old one still get them?\n\nPriya Nair, Billing"),
        on(0, "09:41", "priya", sets, PENDING, why="waiting for the customer"),
    ),
    story(
        "emily", "Two-factor code rejected after changing phones",
        on(0, "09:34", "maria", opens, "New phone since yesterday, the old one is wiped. The codes "
           "of the new one are refused.", channel="phone", priority=HIGH, tags="login",
           files=("two-factor.png",)),
        on(0, "09:36", "maria", takes),
        on(0, "09:36", "maria", sets, IN_PROGRESS),
        on(0, "09:44", "maria", sends, "Dear Emily,\n\nplease use one of the ten recovery codes "
           "you printed when you set it up. Then open Profile → Two-step sign-in and scan the "
           "code with your new phone.\n\nMaria"),
        on(0, "09:52", "maria", hears, "The recovery codes worked. Wants us to stay on it until "
           "the new phone is set up; her clock was four minutes slow."),
        on(0, "09:55", "maria", sends, "Glad to hear it. With the clock set to automatic the new "
           "phone’s codes will do. I’ll call you at three to see it through."),
    ),
    story(
        "tom", "CSV export stops at 10,000 rows",
        on(0, "09:58", "maria", opens, "We have 41,000 orders, the file ends at 10,000 without a "
           "word. Is there a limit we can lift?\n\nTom", files=("orders-sample.csv",),
           tags="export"),
    ),
    story(
        "amina", "Password reset mail never arrives",
        on(0, "10:11", "maria", opens, "Looked in spam too. Their filter shows nothing from our "
           "address since Thursday. Four people are affected.", tags="login mail"),
        on(0, "10:14", "maria", ranks, HIGH),
        on(0, "10:16", "maria", undoes),
    ),
    story(
        "jonas", "Invoice {year}-118 shows the wrong VAT rate",
        on(0, "10:47", "maria", opens, "It says 19 %, but we are on reverse charge since July. "
           "Could you send a corrected one before Friday?\n\nJonas Weber", priority=HIGH,
           tags="invoice", files=("invoice-118.pdf",), to="billing"),
    ),
)  # fmt: skip
