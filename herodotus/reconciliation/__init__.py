"""Claims to relations to accounts. Pure arithmetic: no clock, no storage."""

from herodotus.reconciliation.accounts.account import account_of, reconcile
from herodotus.reconciliation.accounts.policies import Policy, load_policy
from herodotus.reconciliation.across.ties import relate_across
from herodotus.reconciliation.within.balance import balances
from herodotus.reconciliation.within.counts import victims
from herodotus.reconciliation.within.relations import relate

__all__ = [
    "Policy",
    "account_of",
    "balances",
    "load_policy",
    "reconcile",
    "relate",
    "relate_across",
    "victims",
]
