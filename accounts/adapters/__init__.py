"""How allauth behaves here: closed to sign-up, on record, and in our words."""

from accounts.adapters.account import AccountAdapter
from accounts.adapters.second_factor import SecondFactorAdapter
from accounts.adapters.sessions import SessionsAdapter

__all__ = ["AccountAdapter", "SecondFactorAdapter", "SessionsAdapter"]
