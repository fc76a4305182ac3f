"""Sessions: where somebody is signed in."""

from allauth.usersessions.adapter import DefaultUserSessionsAdapter

from accounts.user_agents import words_for


class SessionsAdapter(DefaultUserSessionsAdapter):
    """allauth's hook for ending sessions: each end is on record."""

    def end_sessions(self, sessions):
        """End these sessions of one person, who asks for it."""
        for session in sessions:
            browser = {"old": words_for(session.user_agent), "new": None}
            session.end()
            session.user.record("session_ended", by=session.user, changes={"browser": browser})
