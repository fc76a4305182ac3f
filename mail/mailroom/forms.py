"""An email uploaded as a file."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals


class EmailFileForm(SaysRefusals, forms.Form):
    """An email as a file, from elsewhere."""

    mail = forms.FileField(
        label=_("Email as a file (.eml)"),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )

    def clean_mail(self):
        """Return its bytes. Raises ValidationError for a file larger than any email we take."""
        file = self.cleaned_data["mail"]
        if file.size > settings.MAIL_MAX_BYTES:
            limit = settings.MAIL_MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(_("An email can have at most %d MB.") % limit)
        return file.read()
