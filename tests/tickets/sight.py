"""Who loses sight of a ticket, worked out from who sees it before and after."""

from tickets.models.audience import audience_of


def losing_sight(ticket, holder):
    """Return the names of agents who would not see it if `holder` had it; None for all others."""
    now, then = ticket.audience(), audience_of(holder)
    if then.agents is None:
        return []
    if now.agents is None:
        return None
    return sorted(now.names[pk] for pk in now.agents - then.agents)
