"""The fields that forms of tickets share."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tickets.choices import Priority
from tickets.forms.fields import (
    HolderField,
    NonceField,
    PropertyField,
    TagsField,
    field_of,
    field_of_new,
)
from tickets.forms.files import StagesFiles
from tickets.models import Upload


class Words(forms.Form):
    subject = PropertyField("subject")
    tags = TagsField(required=False)
    nonce = NonceField()


def test_a_subject_is_cleaned_as_the_ticket_does():
    assert Words({"subject": "  Cannot   log in "}).errors == {}
    assert Words({"subject": " "}).errors == {"subject": ["A ticket needs a subject."]}
    long = Words({"subject": "x" * 10_000})
    assert long.errors == {"subject": ["This has 10000 characters; at most 200 fit."]}


def test_tags_are_apart_by_blanks_or_commas():
    form = Words({"subject": "x", "tags": "Login, sso  VIP,,"})
    assert form.is_valid()
    assert form.cleaned_data["tags"] == ["login", "sso", "vip"]
    assert "at most 40" in str(Words({"subject": "x", "tags": "y" * 41}).errors["tags"])


def test_of_a_new_ticket_nobody_needs_to_choose_what_it_has_anyway():
    field = field_of_new("priority")
    assert (field.initial, field.clean("")) == (Priority.MEDIUM, Priority.MEDIUM)
    assert field.clean("3") == Priority.HIGH
    for asked, wrong in ((field, "9"), (field_of("priority"), "")):
        with pytest.raises(forms.ValidationError):
            asked.clean(wrong)


def test_every_form_has_a_nonce_of_its_own():
    assert Words()["nonce"].value() != Words()["nonce"].value()


def test_a_holder_is_oneself_a_group_a_person_or_nobody(maria, alex, tech):
    field = HolderField()
    field.offer(maria)
    words = dict(field.choices)
    assert words[f"user:{maria.pk}"] == "Me"
    assert (f"group:{tech.pk}", "Technical Support") in words["Groups"]
    assert words["People"] == [(f"user:{alex.pk}", "Alex Kim")]
    assert field.clean("") is None
    assert field.clean(f"user:{alex.pk}") == alex
    assert field.clean(f"group:{tech.pk}") == tech
    for wrong in ("user:999999", "group:x", "admin:1", "🙂"):
        with pytest.raises(forms.ValidationError, match="no such person or group"):
            field.clean(wrong)


def test_who_has_left_is_given_nothing(maria, alex):
    alex.is_active = False
    alex.save()
    field = HolderField()
    field.offer(maria)
    assert dict(field.choices)["People"] == []
    with pytest.raises(forms.ValidationError, match="has left"):
        field.clean(f"user:{alex.pk}")


def files(*uploads):
    """What a browser sends for a field of several files."""
    from django.utils.datastructures import MultiValueDict

    return MultiValueDict({"files": list(uploads)})


def test_a_refused_file_does_not_take_the_others_with_it(maria, settings):
    settings.UPLOAD_MAX_BYTES = 10
    good, big = SimpleUploadedFile("a.txt", b"hello"), SimpleUploadedFile("b.txt", b"x" * 11)
    form = StagesFiles({}, files(good, big), by=maria)
    assert not form.is_valid()
    assert "“b.txt” is larger than" in str(form.errors["files"])
    assert [upload.name for upload in form.staged] == ["a.txt"]


def test_staged_files_come_back_by_their_tokens_and_only_to_their_owner(maria, alex):
    upload = Upload.stage(SimpleUploadedFile("a.txt", b"hello"), owner=maria)
    mine = StagesFiles({"uploads": [str(upload.token), "rubbish"]}, by=maria)
    assert mine.is_valid()
    assert mine.staged == [upload]
    foreign = StagesFiles({"uploads": [str(upload.token)]}, by=alex)
    assert "no longer kept" in str(foreign.errors["files"])
    assert foreign.staged == []
