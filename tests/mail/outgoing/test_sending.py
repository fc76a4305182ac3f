"""What is due goes out, once."""

from mail.outgoing import send_due


def test_a_mail_goes_out_and_is_marked_sent(written, sent):
    (mail,) = sent()
    written.refresh_from_db()
    assert written.delivery == "SENT"
    assert written.sent_at
    assert mail["Message-ID"] == written.message_id
    assert send_due() == 0
