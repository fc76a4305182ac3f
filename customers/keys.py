"""How phone numbers are compared and written."""

import phonenumbers
from django.conf import settings


def digits_of(text):
    """Return only the digits of `text`, as ASCII."""
    return "".join(str(int(char)) for char in text if char.isdecimal())


def e164_of(text):
    """Return a phone number in E.164 ("+442071838750"), read by PHONE_REGION when it has no code.

    What phonenumbers cannot read (an internal extension, say) stays as its digits; "" for none.
    """
    try:
        number = phonenumbers.parse(text, settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        return digits_of(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def pretty_number(e164):
    """Return an E.164 number as people write it: "+44 20 7183 8750"."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
