"""The verbs: check rights, open the transaction, write, record the event."""
