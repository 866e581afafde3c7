"""How a ledger comes from one version to the next: one module a step, in order.

A step that has been released is never changed. Each runs on both databases, within one
transaction, on tables of SQLite in batch mode. The last one's number is `HEAD` of
`ledger/migration.py`.
"""
