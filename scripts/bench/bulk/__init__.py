"""Quantities: tickets by the hundred thousand, to see how lists and searches bear them.

The one place that writes tickets past their verbs: a million lives lived one by one would take a
day. What it writes is what the verbs would have written; the tests hold it to the same invariants.

    words     what people write         crowd     who writes and who answers
    life      what becomes of a ticket  filling   all of it into the database, in batches
"""
