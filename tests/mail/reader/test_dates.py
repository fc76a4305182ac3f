"""Dates of thirty years."""

from datetime import timedelta

import pytest

from mail.reader import dates, parse

pytestmark = pytest.mark.once

READ = [
    ("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00"),
    ("21 Nov 97 09:55 GMT", "1997-11-21T09:55:00+00:00"),
    ("Wed, 1 Jan 100 10:00:00 -0000", "2000-01-01T10:00:00+00:00"),
    ("Thu Sep  1 12:00:00 1994", "1994-09-01T12:00:00+00:00"),
    ("Thu Sep 1 12:00:00 EST 1994", "1994-09-01T12:00:00-05:00"),
    ("Thursday, 01-Jan-98 00:00:00 GMT", "1998-01-01T00:00:00+00:00"),
    ("Mon, 12 Mar 2001 10:00:00", "2001-03-12T10:00:00+00:00"),
    ("Sun, 12 Mar 2001 10:00:00 +0100", "2001-03-12T10:00:00+01:00"),
    ("2020-01-02T03:04:05Z", "2020-01-02T03:04:05+00:00"),
    ("2020-01-02 03:04:05.678 +05:30", "2020-01-02T03:04:05+05:30"),
    ("Tue, 01 Jan 2002 10:00:00 +9999", "2002-01-01T10:00:00+00:00"),
    ("Wed, 17 Dec 2003 18:53:51 +100", "2003-12-17T18:53:51+01:00"),
    ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00"),
    ("Tue, 27 Nov 2012 07:16:17 +0000 (GMT+00:00)", "2012-11-27T07:16:17+00:00"),
    ("Mon, 3 Dec 2012 10:11:12 PM -0800", "2012-12-03T22:11:12-08:00"),
    ("Mo, 12 Mär 2001 10:00:00 +0100", "2001-03-12T10:00:00+01:00"),
    ("lun., 5 févr. 2007 10:00:00 +0100", "2007-02-05T10:00:00+01:00"),
    ("31.12.1999 23:59", "1999-12-31T23:59:00+00:00"),
    ("12/31/99 11:59 PM", "1999-12-31T23:59:00+00:00"),
    ("2003年12月17日 10:00", "2003-12-17T10:00:00+00:00"),
    ("Tue, 4 Jan 70 00:00:60 UT", "1970-01-04T00:00:59+00:00"),
    ("Mon, 20 Jan 2003 18:10:10 JST", "2003-01-20T18:10:10+09:00"),
]


@pytest.mark.parametrize(("text", "moment"), READ)
def test_moment(text, moment):
    """Always aware of its zone."""
    assert dates.read_date(text).isoformat() == moment


@pytest.mark.parametrize(
    "text", ["", "garbage", "Sat, 31 Feb 2009 10:00:00 +0100", "25:00:00", "0 0 0", "1 Jan 0 1:1"]
)
def test_no_moment(text):
    """None, rather than a guess or an error."""
    assert dates.read_date(text) is None


def test_what_the_last_server_says_stands_beside_it():
    """Date is the sender's word; Received is ours."""
    mail = parse(b"Received: by mx; Mon, 3 Dec 2012 10:11:12 +0100\nDate: soon\n\n")
    assert mail.date is None
    assert mail.received_at.utcoffset() == timedelta(hours=1)
