"""How a session's browser is called on screen."""

from django import template

from accounts.user_agents import words_for

register = template.Library()
register.filter("browser", words_for)
