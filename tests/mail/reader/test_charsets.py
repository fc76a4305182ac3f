"""Whatever an email calls its charset, its words come out."""

import pytest

from mail.reader import charsets, parse

pytestmark = pytest.mark.once

DECLARED = [
    ("iso-8859-1", b"price: 5 \x80 \x93ok\x94", "price: 5 € “ok”"),
    ("us-ascii", "grüß".encode(), "grüß"),
    ("us-ascii", b"gr\xfc\xdf", "grüß"),
    ("", b"gr\xfc\xdf", "grüß"),
    ("x-unknown", b"gr\xfc\xdf", "grüß"),
    ("fakescii-7", "grüß".encode(), "grüß"),
    ('"utf-8"', "grüß".encode(), "grüß"),
    ("'UTF8'", "grüß".encode(), "grüß"),
    ("utf8mb4", "grüß".encode(), "grüß"),
    ("iso-8859-2 (Latin 2)", "Łódź".encode("iso8859-2"), "Łódź"),
    ("utf-8, iso-8859-1", "grüß".encode(), "grüß"),
    ("UTF-8;", "grüß".encode(), "grüß"),
    ("utf-8", b"gr\xfc\xdf", "grüß"),
    ("utf-8", b"\xef\xbb\xbfmark", "mark"),
    ("gb2312", "镕中文".encode("gb18030"), "镕中文"),
    ("big5", "中文碁".encode("cp950"), "中文碁"),
    ("shift_jis", "①髙橋".encode("cp932"), "①髙橋"),
    ("x-sjis", "髙橋".encode("cp932"), "髙橋"),
    ("ks_c_5601-1987", "똠방".encode("cp949"), "똠방"),
    ("euc-kr", "똠방".encode("cp949"), "똠방"),
    ("iso-2022-jp", b"\x1b$B-!$3$s\x1b(B ok", "①こん ok"),
    ("iso-2022-jp", "日本".encode("iso2022_jp"), "日本"),
    ("hz-gb-2312", "中文".encode("hz"), "中文"),
    ("windows-874", "สวัสดี".encode("cp874"), "สวัสดี"),
    ("tis-620", "สวัสดี".encode("cp874"), "สวัสดี"),
    ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
    ("win-1251", "Привет".encode("cp1251"), "Привет"),
    ("cp-1250", "Łódź".encode("cp1250"), "Łódź"),
    ("iso8859_2", "Łódź".encode("iso8859-2"), "Łódź"),
    ("iso-8859-8-i", "שלום".encode("iso8859-8"), "שלום"),
    ("macintosh", "é".encode("mac_roman"), "é"),
    ("unicode-1-1-utf-7", b"Hi +AOQ-", "Hi ä"),
    ("utf-16", "hé".encode("utf-16"), "hé"),
    ("utf-16", "hello".encode("utf-16-le"), "hello"),
    ("idna", b"plain", "plain"),
    ("base64", b"plain", "plain"),
    ("rot13", b"plain", "plain"),
    ("undefined", b"plain", "plain"),
]


@pytest.mark.parametrize(("charset", "data", "text"), DECLARED)
def test_declared_or_not(charset, data, text):
    """Aliases, larger siblings, quotes, marks and lies."""
    assert charsets.decode_text(data, charset)[0] == text


UNDECLARED = [
    ("cp1251", "Привет, как дела сегодня"),
    ("koi8-r", "Привет, как дела сегодня"),
    ("gb18030", "您好，我公司可代开各类发票"),
    ("cp950", "免費試用，請按此處取消訂閱"),
    ("cp949", "안녕하세요 반갑습니다"),
    ("euc_jp", "こんにちは、お元気ですか"),
    ("cp932", "ご注文ありがとうございます"),
    ("cp1255", "שלום לכולם מה שלומכם היום חברים יקרים מאוד"),
    ("cp1252", "Grüße aus Köln, schöne Tage für Müller"),
    ("cp1252", "¡Hola, señor! Ça été français à la fenêtre où élève"),
]


@pytest.mark.parametrize(("codec", "text"), UNDECLARED)
def test_nothing_declared(codec, text):
    """Scripts are told by where their letters lie; the header is read like the body."""
    found = parse(b"Subject: " + text[:5].encode(codec) + b"\n\n" + text.encode(codec))
    assert (found.text, found.subject) == (text, text[:5].strip())


def test_what_was_wrong_is_said():
    """A word for the agent: the text may look odd."""
    assert charsets.decode_text(b"x", "klingon") == ("x", "unknown charset")
    assert charsets.decode_text(b"a\xc3\xa4\xff", "utf-8")[1] == "wrong charset"
    assert charsets.decode_text("ä".encode(), "utf-8")[1] == ""


def test_no_nul_and_no_lone_surrogate():
    """Neither may reach the database."""
    assert charsets.decode_text(b"a\0b", "utf-8")[0] == "ab"
    assert charsets.decode_text(b"+2AA-x", "utf-7")[0] == "\ufffdx"
    assert charsets.safe_text("\ud83d\ude00 \ud83d") == "😀 \ufffd"


def test_a_page_may_name_its_own_charset():
    """HTML without a charset in the header is read as its own meta says."""
    page = b'<html><head><meta charset="windows-1251"></head>' + "Привет".encode("cp1251")
    assert parse(b"Content-Type: text/html\n\n" + page).text == "Привет"
