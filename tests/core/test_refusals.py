"""What answers a refusal: the view that called the verb, or Django with 403 and 404."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404

from core.forms import SaysRefusals
from core.refusals import ANY_REFUSAL, NotAllowed, Refusal, Unseen
from core.responses import attempt


class NameForm(SaysRefusals, forms.Form):
    name = forms.CharField()

    def save(self, *, by):
        raise by


def sent():
    return NameForm({"name": "Sarah"})


def test_a_view_that_answers_refusals_lets_403_and_404_pass_to_django():
    assert issubclass(Unseen, Http404)
    assert issubclass(NotAllowed, PermissionDenied)
    for kind in (Unseen, NotAllowed):
        assert not issubclass(kind, Refusal)
        with pytest.raises(kind, match="Not yours"):
            attempt(sent(), by=kind("Not yours"))


def test_a_refusal_becomes_an_error_of_its_field():
    form, refusal = sent(), Refusal("Too short", field="name")
    assert attempt(form, by=refusal) is None
    assert form.refusal is refusal
    assert form.errors == {"name": ["Too short"]}


@pytest.mark.parametrize("kind", ANY_REFUSAL)
def test_a_form_that_must_keep_what_was_typed_takes_every_refusal(kind):
    form = sent()
    with form.refusals():
        raise kind("Gone meanwhile")
    assert form.errors == {"__all__": ["Gone meanwhile"]}
