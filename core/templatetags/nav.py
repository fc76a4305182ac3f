"""The frame's own tags: places to go, and messages that can be undone."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.auth.models import Group
from django.contrib.messages.storage.base import Message
from django.template import Context
from django.urls import NoReverseMatch, reverse

from core import development_mailbox

register = template.Library()


def address(url: str, query: str) -> str:
    """The address of a named page with its query line, or "" if there is no such page (yet)."""
    try:
        href = reverse(url)
    except NoReverseMatch:
        return ""
    return f"{href}?{urlencode({'q': query})}" if query else href


def is_current(context: Context, key: str, url: str) -> bool:
    """Whether the reader is there: the view says `nav`, or the page's URL has the item's name."""
    if "nav" in context:
        return context["nav"] == key
    match = getattr(context.get("request"), "resolver_match", None)
    return match is not None and match.view_name == url and key == url


@register.inclusion_tag("ui/_nav_item.html", takes_context=True)
def nav_item(
    context: Context,
    key: str,
    url: str,
    icon: str,
    label: str,
    query: str = "",
    keys: str = "",
) -> dict[str, Any]:
    """One place in the rail; left out as long as no page has that URL name.

    `key` is how a view names it in `nav`, and its count has the id "count-<key>".
    Without an icon it stands indented beneath the one before.
    `query` is the query line of a view of tickets, `keys` the keys that go there.
    """
    return {
        "href": address(url, query),
        "current": is_current(context, key, url),
        "key": key,
        "icon": icon,
        "label": label,
        "keys": keys,
    }


@register.inclusion_tag("ui/_tab_item.html", takes_context=True)
def tab_item(context: Context, url: str, icon: str, label: str) -> dict[str, Any]:
    """One place in the foot bar of a phone; left out as long as there is no such page.

    It is current on its page whatever view of it the reader chose.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    current = match is not None and match.view_name == url
    return {"href": address(url, ""), "current": current, "icon": icon, "label": label}


@register.filter
def group_key(group: Group) -> str:
    """How a view names a group's place in `nav`."""
    return f"group-{group.pk}"


@register.filter
def group_query(group: Group) -> str:
    """The query line of a group's open tickets."""
    return f'is:open group:"{group.name}"'


@register.filter
def undo_url(message: Message) -> str:
    """The address that undoes what a message reports, or "".

    A view gives it as `messages.success(request, words, extra_tags=f"undo:{url}")`.
    """
    return _from_tags(message, "undo:")


@register.filter
def link_url(message: Message) -> str:
    """The address of the way on that a message offers, or "": `extra_tags=f"link:{url}"`."""
    return _from_tags(message, "link:")


def _from_tags(message: Message, prefix: str) -> str:
    """Return what stands behind `prefix` in one of a message's tags, or ""."""
    tags = (message.extra_tags or "").split()
    return next((tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)), "")


@register.filter
def takes_typed(message: Message) -> bool:
    """Whether an undo puts a text back, and so must know what was typed in its place meanwhile."""
    return "typed" in (message.extra_tags or "").split()


@register.simple_tag
def keeps_mail() -> bool:
    """Whether emails stay on this machine, where they can be looked at."""
    return development_mailbox.is_shown()
