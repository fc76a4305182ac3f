"""Emails about accounts, sent without making anybody wait for the mail server."""

import logging
import smtplib
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.timezone import now

logger = logging.getLogger(__name__)
pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="post")


def email_from(template, to, **context):
    """Return the email that `<template>_subject.txt` and `<template>_message.txt` make."""
    context = {"public_url": settings.PUBLIC_URL, "timestamp": now(), **context}
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    body = render_to_string(f"{template}_message.txt", context).strip() + "\n"
    # RFC 3834: no mail program answers this by itself.
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[to], headers=headers)


def send_soon(message):
    """Send an email after the answer to the request.

    How long the server takes, and whether it is there, would otherwise tell a stranger whether the
    address they typed has an account; and nobody's new password fails for want of a mail server.
    """
    pool.submit(send_now, message)


def send_now(message):
    """Send an email now; a failure is logged, not raised."""
    try:
        message.send()
    except (OSError, smtplib.SMTPException, ValueError):
        logger.exception("An email to %s could not be sent: %s", message.to, message.subject)
