"""Signing in, and what keeps people from it."""

from demo.script import on, story
from demo.steps import (
    CLOSED,
    HIGH,
    IN_PROGRESS,
    LOW,
    MEDIUM,
    OPEN,
    PENDING,
    RESOLVED,
    attaches,
    confides,
    corrects,
    edits,
    gives,
    hears,
    hides,
    notes,
    opens,
    posts,
    ranks,
    retags,
    sends,
    sets,
    takes,
    writes,
)

STORIES = (
    story(
        "olga", "First login does not work",
        on(20, "09:04", "maria", opens, "The link in the invitation says it has expired.",
           tags="login"),
        on(20, "09:10", "maria", takes),
        on(20, "09:12", "maria", sends, "Dear Olga,\n\ninvitations hold for seven days. I have "
           "sent you a new one just now.\n\nMaria"),
        on(20, "09:13", "maria", sets, PENDING, why="waiting for the customer"),
        on(20, "11:47", "olga", writes, "That one worked, thanks!"),
        on(20, "12:05", "maria", sets, RESOLVED),
        on(18, "16:30", "lisa", sets, CLOSED),
    ),
    story(
        "ines", "Account locked on the train",
        on(17, "08:22", "maria", opens, "Called from the train. Mistyped the password a few times, "
           "now it says locked. Has a board meeting at ten.", channel="phone", priority=HIGH,
           tags="login"),
        on(17, "08:25", "alex", takes),
        on(17, "08:25", "alex", sets, IN_PROGRESS),
        on(17, "08:31", "alex", notes, "Locked at 08:02 after five tries, from a mobile network. "
           "Identity checked by call-back to the number we have."),
        on(17, "08:33", "alex", sends, "Hello Ms Moreau,\n\nyou are unlocked. If you prefer, set "
           "up a passkey under Profile: nothing to mistype on a train.\n\nAlex"),
        on(17, "08:52", "ines", writes, "In. You saved my morning."),
        on(17, "08:55", "alex", sets, RESOLVED),
        on(17, "17:10", "alex", sets, CLOSED),
    ),
    story(
        "priyanka", "SSO login loops back to the sign-in page",
        on(16, "10:15", "maria", opens, "Since they moved to a new identity provider everybody at "
           "Meridian lands on the sign-in page again and again. About 140 people.",
           priority=HIGH, tags="login sso"),
        on(16, "10:19", "maria", gives, "tech"),
        on(16, "10:32", "noor", takes, why="I set up their first one"),
        on(16, "10:33", "noor", sets, IN_PROGRESS),
        on(16, "10:58", "noor", sends, "Dear Priyanka,\n\ncould you send us a SAML trace of one "
           "failed attempt? Please black out the names first.\n\nNoor"),
        on(16, "10:59", "noor", sets, PENDING, why="waiting for a trace"),
        on(16, "15:20", "priyanka", writes, "Trace attached to the upload link you gave me. "
           "We removed all names."),
        on(15, "09:02", "noor", attaches, "saml-trace.txt"),
        on(15, "09:10", "noor", notes, "The assertion has **no NameID**. Their provider sends only "
           "the mail attribute:\n\n```\n<Subject><!-- no NameID --></Subject>\n```"),
        on(15, "09:20", "noor", sends, "Your provider leaves out the NameID. In its console, map "
           "NameID to the user’s e-mail address, and it will work."),
        on(15, "14:41", "priyanka", writes, "Mapped. Works for me and for two colleagues."),
        on(15, "14:50", "noor", sets, RESOLVED),
        on(13, "10:05", "lisa", sets, CLOSED),
        on(2, "09:12", "priyanka", writes, "It is back since our provider’s update last night: "
           "the same loop, but only for people who joined this month."),
        on(2, "09:25", "lisa", sets, OPEN, why="The loop is back for new people"),
        on(2, "09:26", "lisa", gives, "tech", why="Noor is off today"),
        on(2, "09:40", "daniel", sets, IN_PROGRESS),
        on(2, "10:10", "daniel", notes, "New accounts get their address in capitals, and we "
           "compare it as it is written. Ours to fix, not theirs."),
        on(2, "10:31", "daniel", posts, "Yuki, can you see whether the old accounts would survive "
           "a comparison without case?", subject="Compare without case?"),
        on(1, "11:02", "yuki", posts, "Two pairs would collide, both are test accounts of ours. "
           "Safe after I rename those."),
        on(1, "11:30", "daniel", sends, "Dear Priyanka,\n\nthis time it is on our side: addresses "
           "in capitals are taken for other people. The correction goes out this week; until then "
           "the new colleagues can sign in by password.\n\nDaniel"),
    ),
    story(
        "grace", "Shared account for the night shift",
        on(15, "13:05", "maria", opens, "Asks for one account that six dispatchers share at "
           "night.", tags="login account", priority=LOW),
        on(15, "13:30", "maria", takes),
        on(15, "13:42", "maria", sends, "Dear Grace,\n\nshared accounts are not possible, every "
           "change here carries a name. But dispatch seats are free on your plan: shall I make "
           "six?\n\nMaria"),
        on(15, "13:43", "maria", sets, PENDING, why="waiting for the customer"),
        on(12, "22:14", "grace", writes, "Six separate ones then: Femi, Anke, Lou, Sam, Piotr and "
           "Wanda. All @kestrel.example."),
        on(11, "08:15", "maria", notes, "Six accounts made, invitations sent to the night desk."),
        on(11, "08:20", "maria", sends, "All six are invited. The links hold for seven days."),
        on(11, "08:21", "maria", sets, RESOLVED),
        on(8, "16:40", "henrik", sets, CLOSED),
    ),
    story(
        "paul", "Who opened the report of ward 4?",
        on(12, "11:20", "maria", opens, "Wants to know which of their own people opened one report "
           "last month. Says it is a complaint by a patient.", priority=HIGH, tags="privacy"),
        on(12, "11:24", "maria", confides, "This smells of a data protection case. I answered "
           "nothing yet. Lisa, please decide who may see it."),
        on(12, "11:40", "lisa", takes, why="Needs somebody who may see access logs"),
        on(12, "11:41", "lisa", sets, IN_PROGRESS),
        on(12, "11:58", "lisa", confides, "Their data protection officer is Dr Ahmadi; I asked "
           "for her written request before any log leaves the house."),
        on(12, "12:10", "lisa", sends, "Dear Mr Adler,\n\nwe can tell your data protection "
           "officer, on a written request of hers. May I ask you to pass this on?\n\nLisa Brandt"),
        on(12, "12:11", "lisa", sets, PENDING, why="waiting for their officer"),
        on(6, "10:02", "paul", writes, "She is on leave until next week and will write then."),
        on(6, "10:30", "henrik", confides, "Noted in the register as case 7. Nothing to do until "
           "she writes."),
    ),
    story(
        "emily", "Mails about sign-ins I did not make",
        on(9, "08:35", "maria", opens, "Got three mails last night: “new sign-in from Porto”. She "
           "was at home.", channel="phone", priority=HIGH, tags="login security"),
        on(9, "08:37", "maria", gives, "tech"),
        on(9, "08:45", "alex", takes),
        on(9, "08:45", "alex", sets, IN_PROGRESS),
        on(9, "08:58", "alex", notes, "Session of 22:41 came with the password, no second step. "
           "Ended all sessions; the address is 203.0.113.77, card ends in 4417."),
        on(9, "09:03", "alex", corrects, "Session of 22:41 came with the password, no second step. "
           "Ended all sessions; the address is 203.0.113.77.", why="no card numbers in notes"),
        on(9, "09:06", "lisa", hides, why="It still tells more than needed in its history"),
        on(9, "09:12", "alex", sends, "Dear Emily,\n\nsomebody had your password. I ended every "
           "session and your old password is void. Please choose a new one that you use nowhere "
           "else, and turn on two-step sign-in.\n\nAlex"),
        on(9, "12:20", "alex", hears, "Done, both. Used the same password in a shop that was in "
           "the news."),
        on(9, "12:26", "alex", sends, "Then that was it. Nothing was changed in your account."),
        on(9, "12:27", "alex", sets, RESOLVED),
    ),
    story(
        "rosa", "Caller cannot read the small print on the sign-in page",
        on(7, "15:15", "maria", opens, "Reads with a magnifier. The hint under the password field "
           "is too pale for her.", channel="phone", tags="accessibility"),
        on(7, "15:21", "maria", edits, subject="Hint on the sign-in page is too pale to read"),
        on(7, "15:22", "maria", gives, "tech", why="The new colours are theirs"),
        on(6, "09:30", "yuki", takes),
        on(6, "09:30", "yuki", sets, IN_PROGRESS),
        on(6, "10:45", "yuki", notes, "Measured: 2.9 : 1, it should be 4.5 : 1. Changed to the "
           "darker grey; goes out on Thursday."),
        on(3, "14:00", "yuki", hears, "Called her back. She can read it now and says thank you."),
        on(3, "14:02", "yuki", sets, RESOLVED, why="fixed"),
        on(1, "16:20", "lisa", sets, CLOSED),
    ),
    story(
        "olga", "How do we remove a former employee?",
        on(5, "13:40", "maria", opens, "Someone left on Friday. What happens to their files?",
           priority=LOW, tags="account"),
        on(5, "14:05", "maria", takes),
        on(5, "14:12", "maria", sends, "Dear Olga,\n\n1. People → the name → *Deactivate*. They "
           "are signed out at once.\n2. Their files stay; give them to somebody under *Hand over*."
           "\n\nWho is it? Then I check that nothing is left behind.\n\nMaria"),
        on(5, "14:13", "maria", sets, PENDING, why="waiting for a name"),
    ),
    story(
        "priyanka", "Yearly list of all accounts for the auditors",
        on(4, "09:20", "maria", opens, "The auditors want every account with role and last "
           "sign-in, as of the first of {month}.", tags="account export"),
        on(4, "09:40", "noor", takes),
        on(4, "11:10", "noor", sets, IN_PROGRESS),
        on(4, "11:32", "noor", notes, "Query saved in the team’s folder, it will be asked again "
           "next year."),
        on(4, "11:40", "noor", sends, "Dear Priyanka,\n\nthe list is in your secure folder; I did "
           "not want to mail it. 1,204 rows, as of the first.\n\nNoor"),
        on(4, "11:41", "noor", sets, RESOLVED),
        on(3, "10:15", "noor", retags, "account audit export"),
    ),
    story(
        "ben", "Drivers are signed out in every tunnel",
        on(3, "10:20", "maria", opens, "When the phone loses its network the app asks for the "
           "password again. Forty drivers.", tags="mobile login"),
        on(3, "10:31", "maria", gives, "tech"),
        on(2, "13:15", "alex", ranks, HIGH, why="Forty people, several times a day"),
        on(1, "09:12", "alex", ranks, MEDIUM, why="A work-around is out"),
        on(1, "09:14", "alex", sends, "Dear Ben,\n\nuntil the next version: let drivers tick "
           "*Stay signed in*. That survives a tunnel. We work on the rest.\n\nAlex"),
    ),
)  # fmt: skip
