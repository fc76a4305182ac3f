"""Hundreds of thousands of tickets, to measure lists and searches.

Only this package writes tickets without their verbs: with them, a million tickets would take a
day. It writes the same rows as the verbs; tests check the same invariants for them.

    words     what people write         crowd     who writes and who answers
    life      what becomes of a ticket  filling   all of it into the database, in batches
"""
