"""Invoices, refunds, plans: what Billing looks after."""

from demo.script import on, story
from demo.steps import (
    CLOSED,
    HIGH,
    IN_PROGRESS,
    LOW,
    MEDIUM,
    PENDING,
    RESOLVED,
    attaches,
    confides,
    corrects,
    downloads,
    edits,
    gives,
    hears,
    notes,
    opens,
    posts,
    ranks,
    releases,
    retags,
    sends,
    sets,
    takes,
    writes,
)

STORIES = (
    story(
        "sarah", "Invoice to a new address",
        on(19, "10:08", "maria", opens, "From now on: 14 Wharf Road instead of 12. Same company.",
           priority=LOW, tags="invoice", to="billing"),
        on(19, "10:40", "elena", notes, "Changed for all three contracts."),
        on(19, "10:44", "elena", sends, "Dear Ms Chen,\n\nyour next invoice carries the new "
           "address.\n\nElena Rossi, Billing"),
        on(19, "10:45", "elena", sets, RESOLVED),
        on(17, "09:00", "priya", sets, CLOSED),
        on(1, "16:44", "sarah", writes, "The address is right now, thank you, but the one that "
           "came today is made out to David instead of me. Could you have a look?"),
    ),
    story(
        "jonas", "Two invoices for one month",
        on(18, "13:15", "maria", opens, "We got 2190 and 2191 for the same month, both paid by "
           "mistake.", tags="invoice refund", to="billing", priority=HIGH),
        on(18, "13:40", "priya", takes),
        on(18, "13:40", "priya", sets, IN_PROGRESS),
        on(18, "14:02", "priya", notes, "2191 came of a plan change at midnight, the run saw both "
           "plans. Not the first one: see the thread."),
        on(18, "14:05", "priya", posts, "Third double invoice of a midnight change this year. "
           "Shall we stop changes during the run?", subject="Plan changes at midnight"),
        on(18, "14:22", "lisa", posts, "Yes. Henrik has put it on the developers’ list; until then "
           "please look through the run on the first of each month."),
        on(18, "15:00", "priya", sends, "Dear Mr Weber,\n\n2191 should not exist. I have cancelled "
           "it, and the money is on its way back: three working days.\n\nPriya Nair"),
        on(18, "15:01", "priya", sets, PENDING, why="waiting for the bank"),
        on(14, "09:33", "jonas", writes, "The money is here. Thank you for the quick help."),
        on(14, "09:40", "priya", sets, RESOLVED, why="refunded"),
        on(13, "16:00", "lisa", sets, CLOSED),
    ),
    story(
        "noah", "Wrong company name on receipts",
        on(9, "16:12", "maria", opens, "Renamed last summer, receipts still say Bluefin Trading. "
           "Their auditor has seen it.", priority=LOW, tags="invoice"),
        on(9, "16:20", "maria", gives, "billing"),
        on(7, "10:31", "daniel", notes, "The invoice has the new name, the *receipt* takes it from "
           "the card on file. Only they can change that one."),
        on(7, "10:40", "daniel", sends, "Dear Noah,\n\nreceipts take the name from the payment "
           "card. Payment → Card → Edit lets you change it.\n\nDaniel"),
        on(6, "15:55", "noah", writes, "Changed it, and the receipts of this month are right. Can "
           "you print the old ones again? The auditor wants the year."),
    ),
    story(
        "lucia", "Refund for duplicate charge in {last_month}",
        on(7, "09:05", "maria", opens, "Twice 348.00 on the card, a minute apart.", priority=HIGH,
           tags="refund", files=("statement.png",), to="billing"),
        on(7, "09:20", "priya", takes),
        on(7, "09:21", "priya", sets, IN_PROGRESS),
        on(7, "09:55", "priya", downloads, "statement.png"),
        on(7, "10:05", "priya", notes, "Confirmed: the form was sent twice when the page hung. "
           "Payment 88121 is the surplus one."),
        on(7, "10:20", "priya", sends, "Dear Ms Fernández,\n\nyou are right, and I am sorry. The "
           "credit note is attached; the bank needs three working days.\n\nPriya Nair",
           files=("credit-note-0093.pdf",)),
        on(7, "10:21", "priya", sets, PENDING, why="waiting for the bank"),
        on(3, "08:50", "lucia", writes, "Nothing on the account yet. Is there a problem?"),
        on(3, "09:15", "priya", notes, "The bank sent it back: her card was replaced on Monday. "
           "Paying it to the account instead, needs Lisa’s signature over 300."),
        on(3, "09:18", "priya", confides, "Lisa, 348.00 to the IBAN on file, please sign."),
        on(3, "11:02", "lisa", confides, "Signed."),
        on(3, "11:20", "priya", sends, "Your card was replaced in between, so the bank returned "
           "it. It is on its way to your account now. Again three days, I’m afraid.\n\nPriya"),
    ),
    story(
        "silke", "Discount for a second year",
        on(6, "11:32", "maria", opens, "Would sign for two years for 15 % off.", tags="plan",
           to="billing"),
        on(6, "13:05", "elena", takes),
        on(6, "13:30", "elena", confides, "We went to 12 % for somebody half their size last "
           "month. How far may I go?"),
        on(6, "15:10", "henrik", confides, "12 % and free training. Not more, and not in writing "
           "before they say two years."),
        on(6, "15:40", "elena", sends, "Dear Ms Hartmann,\n\nfor two years I can offer 12 % and a "
           "day of training for your new colleagues. Shall I draw that up?\n\nElena Rossi"),
        on(6, "15:41", "elena", sets, PENDING, why="waiting for the customer"),
    ),
    story(
        "david", "Cost centre on the invoice",
        on(5, "09:31", "maria", opens, "Can the invoice show cost centre 4410?", priority=LOW,
           tags="invoice", to="billing"),
        on(5, "10:12", "daniel", sends, "Dear David,\n\nyes: it is printed under your address from "
           "the next one on.\n\nDaniel"),
        on(5, "10:13", "daniel", sets, RESOLVED),
        on(5, "10:20", "daniel", releases, why="Anybody may close it after the next invoice"),
    ),
    story(
        "chloe", "Card declined though it works elsewhere",
        on(4, "08:55", "maria", opens, "Tried two cards. Both work in other shops.",
           tags="payment"),
        on(4, "09:02", "maria", gives, "billing"),
        on(4, "09:30", "elena", takes),
        on(4, "09:48", "elena", notes, "The bank answers “do not honour” without asking for the "
           "second step. Looks like their new rule for cards from abroad."),
        on(4, "09:49", "elena", corrects, "The bank answers *do not honour* without asking for the "
           "second step: their new rule for foreign cards. Confirmed by the hotline, ref. 77-318."),
        on(4, "10:05", "elena", sends, "Dear Chloé,\n\nyour bank refuses it before we can ask you "
           "to confirm. Please tell them to allow payments to us; the reference is 77-318. "
           "A transfer works in the meantime.\n\nElena"),
        on(2, "17:31", "chloe", writes, "The bank says it is on your side. I have had enough of "
           "being sent back and forth."),
        on(1, "08:40", "elena", ranks, HIGH, why="She is rightly annoyed"),
        on(1, "09:20", "elena", sends, "Dear Chloé,\n\nI understand. I have asked our payment "
           "provider to call your bank themselves, and moved your due date by two weeks, so that "
           "nothing is blocked.\n\nElena"),
        on(1, "09:40", "elena", sends, "Hello,\n\nplease call the issuer of the card ending 0912 "
           "about reference 77-318. Our customer is between the two of you.\n\nElena Rossi",
           to=["Merchant desk <desk@payments.example>"], subject="Reference 77-318"),
    ),
    story(
        "ben", "Upgrade from Team to Business mid-month",
        on(2, "11:05", "maria", opens, "What happens with the days already paid? Their order is "
           "due tomorrow.", channel="phone", tags="plan"),
        on(2, "11:09", "maria", attaches, "purchase-order.pdf"),
        on(2, "11:10", "maria", edits, channel="email", why="The order came by mail after all"),
        on(2, "11:12", "maria", retags, "plan upgrade"),
        on(2, "11:13", "maria", gives, "billing"),
        on(1, "10:02", "ben", writes, "Any chance to hear from you before noon? The order needs "
           "a number from you."),
        on(1, "10:20", "priya", ranks, HIGH, why="Their order is due today"),
        on(1, "10:34", "priya", sends, "Dear Mr Adeyemi,\n\nthe days you paid for are credited "
           "day by day. Our number for your order is B-20931.\n\nPriya Nair"),
        on(1, "15:58", "priya", hears, "Called: the order is out. Wants the upgrade on the first, "
           "not now. Asks us to confirm that in writing."),
        on(1, "16:10", "priya", ranks, MEDIUM),
    ),
)  # fmt: skip
