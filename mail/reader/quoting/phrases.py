"""What mail programs write above quoted emails, in many languages.

At most the first LONGEST characters of a line are examined, and every pattern is anchored or
made of plain words: none can take more than linear time.
"""

import re

LONGEST = 400

# Above the history: "-----Original Message-----".
ORIGINAL = {
    "original message", "original appointment", "reply message", "ursprüngliche nachricht",
    "originalnachricht", "original-nachricht", "message d'origine", "message d’origine",
    "message original", "mensaje original", "messaggio originale", "mensagem original",
    "oorspronkelijk bericht", "ursprungligt meddelande", "originalmeddelande",
    "oprindelig meddelelse", "opprinnelig melding", "alkuperäinen viesti",
    "oryginalna wiadomość", "wiadomość oryginalna", "původní zpráva", "původní e-mail",
    "pôvodná správa", "eredeti üzenet", "mesajul original", "mesaj original",
    "исходное сообщение", "оригінальне повідомлення",
    "orijinal mesaj", "özgün ileti", "αρχικό μήνυμα", "pesan asli", "原始邮件", "原始郵件",
    "原件", "元のメッセージ", "原本信件", "원본 메시지", "원본메시지", "הודעה מקורית",
    "الرسالة الأصلية",
}  # fmt: skip

# Above an email of somebody else, which is news and no history.
FORWARDS = (
    "forwarded message", "begin forwarded", "weitergeleitete nachricht", "message transféré",
    "mensaje reenviado", "messaggio inoltrato", "mensagem encaminhada", "doorgestuurd bericht",
    "vidarebefordrat meddelande", "videresendt", "przekazana wiadomość", "пересылаемое сообщение",
    "转发的邮件", "転送", "iletilmiş mesaj",
)  # fmt: skip

# "On Monday, Sarah wrote:": what such a line begins with, and the verb in it.
OPENERS = (
    "on ", "at ", "am ", "um ", "le ", "el ", "il ", "em ", "no dia ", "op ", "den ", "på ",
    "dne ", "dňa ", "w dniu ", "dnia ", "pe ", "la ", "în data ", "dana ", "a(z) ", "в ", "на ",
    "от ", "у ", "στις ", "pada ", "vào ", "tarih", "ב-", "בתאריך", "في ",
)  # fmt: skip
VERBS = (
    "wrote", "writes", "schrieb", "a écrit", "écrit", "escribió", "escribio", "ha scritto",
    "scritto", "escreveu", "schreef", "geschreven", "skrev", "skrifar", "skrifaði", "napsal",
    "napisał", "pisze", "napísal", "kirjoitti", "ezt írta", "írta", "a scris", "написал",
    "пишет", "пише", "написа", "написав", "yazdı", "şunları yazdı", "έγραψε", "menulis", "đã viết",
    "је написао", "je napisao", "je napisala", "је написала", "כתב", "كتب", "写道", "寫道",
    "のメール", "書きました", "wrote on", "님이 작성", "작성:", "schreibt",
)  # fmt: skip

# The rows of a header block as Outlook repeats it.
LABELS = {
    "from": (
        "from von de da van fra från lähettäjä od от від feladó kimden gönderen από "
        "dari 発信者 差出人 发件人 寄件者 寄件人 보낸사람 מאת من nadawca odesílatel odosielateľ "
        "expediteur expéditeur expedidor remitente mittente remetente afzender "
        "avsändare absender"
    ),
    "when": (
        "sent date gesendet datum envoyé envoyé(e) enviado enviado(a) enviada inviato "
        "data verzonden skickat sendt dato lähetetty päivämäärä päiväys wysłano "
        "odesláno odoslané отправлено дата elküldve tarih gönderildi ημερομηνία "
        "στάλθηκε dikirim 送信日時 日付 发送时间 日期 時間 寄件日期 "
        "보낸날짜 날짜 נשלח תאריך fecha dátum trimis le"
    ),
    "to": (
        "to an à a para aan naar till til vastaanottaja do komu кому címzett kime "
        "alıcı προς kepada către 宛先 收件人 收件者 받는사람 אל إلى destinataire destinatario "
        "ontvanger empfänger pentru"
    ),
    "subject": (
        "subject betreff objet asunto oggetto assunto onderwerp ämne emne aihe temat "
        "předmět predmet тема tárgy konu θέμα subjek subiect 件名 主题 主旨 主題 제목 נושא "
        "الموضوع sujet"
    ),
    "cc": ("cc kopie kopia kopi copie copia cópia копия másolat bilgi 抄送 副本 참조 dw. dw kópia"),
}
KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels.split()}

_RULE = re.compile(r"[-_=*—–─]{2,}[ ]?(?P<words>[^-_=*—–─].{1,60}?)[ ]?[-_=*—–─]{2,}$")
_LINE_OF_RULE = re.compile(r"[_-]{20,}$")
_VERB = re.compile("|".join(map(re.escape, VERBS)))
_NUMBER = re.compile(r"\d+")
_SENDER = re.compile(r"<[^<>@]{1,64}@[^<>@]{1,255}>")


def comparable_line(line: str) -> str:
    """Return a line as it is compared: its beginning, without ends and quoting marks."""
    return line[:LONGEST].strip(" \t\r\n\xa0\ufeff\u200b").replace("\xa0", " ")


def is_quoted(line: str) -> bool:
    """Whether a line is quoted by a mark before it."""
    return line[:8].lstrip(" \t\xa0").startswith((">", "＞"))


def is_original_rule(line: str) -> bool:
    """Whether a line says in words between dashes that the history begins."""
    if line.lstrip()[:2].strip("-_=*—–─") or len(line := comparable_line(line)) > 90:
        return False
    found = _RULE.fullmatch(line)
    return found is not None and found["words"].strip(" :：").casefold() in ORIGINAL


def is_forward(line: str) -> bool:
    """Whether a line says that an email of somebody else follows."""
    if line.lstrip()[:1] not in tuple("-—–bB_*") or len(line) > 120:
        return False
    words = line.casefold()
    return any(mark in words for mark in FORWARDS)


def is_plain_rule(line: str) -> bool:
    """Whether a line is a long rule without words, as Outlook draws it above a header block."""
    return bool(_LINE_OF_RULE.fullmatch(comparable_line(line)))


def header_label(line: str) -> str:
    """Return which row of a header block a line is ("from", "when", …), or ""."""
    if ":" not in line[:40] and "：" not in line[:40]:
        return ""
    head = comparable_line(line)[:40].lstrip("*> ").replace("：", ":")
    label, colon, _rest = head.partition(":")
    if not colon or len(label) > 20:
        return ""
    return KIND_OF.get(label.strip("* \u200e\u200f").replace(" ", "").casefold(), "")


def opens_attribution(line: str) -> bool:
    """Whether a line begins as "On Monday, …" does."""
    return comparable_line(line).lstrip("*_> ").casefold().startswith(OPENERS)


def ends_attribution(line: str) -> bool:
    """Whether a line ends as "… wrote:" does: by a colon, or by one and an opening mark."""
    return line[-LONGEST:].rstrip(" \t\r\n\xa0\u200b*_").endswith((":", "：", ":>"))


def is_attribution(lines: list[str]) -> str:
    """Return "strong" or "weak" if these lines say who wrote what follows and when, else "".

    Strong: it holds a date and more that no sentence of a person has, so that it needs no quote
    mark below it.
    """
    words = (
        " ".join(comparable_line(line) for line in lines)[: 2 * LONGEST].lstrip("*_> ").casefold()
    )
    has_verb, sender = _VERB.search(words), _SENDER.search(words)
    numbers = len(_NUMBER.findall(_SENDER.sub("", words)))
    if sender and numbers >= 2:
        return "strong"
    if not has_verb:
        return ""
    return "strong" if numbers >= (2 if words.startswith(OPENERS) else 3) else "weak"
