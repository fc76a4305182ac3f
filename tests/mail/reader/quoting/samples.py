"""Answers as mail programs write them: (what is said, what is history), by program."""

ANSWERS = {
    "Gmail": (
        "It works now, thanks!\n\n",
        "On Mon, Nov 2, 2026 at 10:00 AM Alex Kim <support@helpdesk.example> wrote:\n\n"
        "> Please try again.\n>\n> Alex\n",
    ),
    "Gmail, wrapped": (
        "Yes.\n\n",
        "On Mon, Nov 2, 2026 at 10:00 AM Alex Kim from Harbor & Finch <\n"
        "support+t12.h5.k7@helpdesk.example> wrote:\n\n> Try it.\n",
    ),
    "Outlook": (
        "Hi Alex,\n\nno luck.\n\nSarah\n\n",
        "________________________________\nFrom: Alex Kim <support@helpdesk.example>\n"
        "Sent: Monday, November 2, 2026 10:00 AM\nTo: Sarah Chen <sarah@acme.example>\n"
        "Subject: RE: Cannot access dashboard\n\nPlease try again.\n",
    ),
    "Outlook, old": (
        "Still locked.\n\n",
        "-----Original Message-----\nFrom: Alex Kim\nSent: Monday\nTo: Sarah\nSubject: x\n\nTry.\n",
    ),
    "Outlook, German": (
        "Geht nicht.\n\n",
        "Von: Alex Kim <support@helpdesk.example>\nGesendet: Montag, 2. November 2026 10:00\n"
        "An: Sarah Chen\nBetreff: AW: Zugang\n\nBitte noch einmal.\n",
    ),
    "Outlook, French": (
        "Merci.\n\n",
        "De : Alex Kim <support@helpdesk.example>\nEnvoyé : lundi 2 novembre 2026 10:00\n"
        "À : Sarah Chen\nObjet : RE: accès\n\nEssayez.\n",
    ),
    "Outlook, Japanese": (
        "直りました。\n\n",
        "差出人: Alex Kim <support@helpdesk.example>\n送信日時: 2026年11月2日 10:00\n"
        "宛先: Sarah\n件名: RE: x\n\n試してください。\n",
    ),
    "Outlook, in bold": (
        "Better.\n\n",
        "*From:* Alex Kim <support@helpdesk.example>\n*Sent:* Monday, November 2, 2026\n"
        "*To:* Sarah\n*Subject:* x\n\nTry.\n",
    ),
    "Thunderbird, German": (
        "Danke!\n\n",
        "Am 02.11.26 um 10:00 schrieb Alex Kim:\n> Bitte noch einmal.\n> Alex\n",
    ),
    "Apple ParsedEmail, French": (
        "Parfait.\n\n",
        "> Le 2 nov. 2026 à 10:00, Alex Kim <support@helpdesk.example> a écrit :\n> \n> Essayez.\n",
    ),
    "iPhone, without marks": (
        "OK\n\nSent from my iPhone\n\n",
        "On 2 Nov 2026, at 10:00, Alex Kim <support@helpdesk.example> wrote:\n\nPlease try.\n",
    ),
    "Gmail, Spanish": (
        "Sí.\n\n",
        "El lun, 2 nov 2026 a las 10:00, Alex Kim (<s@helpdesk.example>) escribió:\n\n> Ya.\n",
    ),
    "Gmail, Chinese": (
        "好的\n\n",
        "Alex Kim <support@helpdesk.example> 于2026年11月2日周一 10:00写道：\n\n> 请再试。\n",
    ),
    "Gmail, Russian": (
        "Да.\n\n",
        "пн, 2 нояб. 2026 г. в 10:00, Alex Kim <support@helpdesk.example>:\n\n> Ещё раз.\n",
    ),
    "Yahoo, Italian": (
        "Va bene\n\n",
        "Il lunedì 2 novembre 2026 alle ore 10:00:00 CET, Alex Kim <s@helpdesk.example> ha scritto:"
        " \n\n Riprova.\n",
    ),
    "Danish": (
        "Tak\n\n",
        "Den man. 2. nov. 2026 kl. 10.00 skrev Alex Kim <s@d.example>:\n\n> Ja\n",
    ),
    "Polish": ("Tak\n\n", "W dniu 2.11.2026 o 10:00, Alex Kim pisze:\n> Prosze.\n"),
    "only quote marks": ("Fine.\n\n", "> Please try again.\n> Alex\n"),
    "CRLF": ("Fine.\r\n\r\n", "On 2 Nov 2026 at 10:00, Alex wrote:\r\n> Try.\r\n"),
}

ALL_SAID = {
    "a number before a colon": "The page shows 3 lines:\none\ntwo\nthree\n",
    "somebody wrote": "Then my boss wrote:\nplease fix it.\nWhat now?\n",
    "a list of facts": "From: Berlin\nWe went on. To: be clear,\nit fails.\n",
    "a rule": "above\n----------\nbelow\n",
    "a forwarded mail": "See below.\n\n---------- Forwarded message ---------\n"
    "From: Bob <bob@acme.example>\nDate: Mon, 2 Nov 2026\nSubject: x\nTo: Sarah\n\nIt burns.\n",
    "a rule of a signature, and much below it": "a\n-- \n" + "more\n" * 20,
    "nothing": "",
    "blank": "\n \n",
}
