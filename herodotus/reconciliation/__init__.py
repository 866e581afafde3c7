"""Claims to relations to accounts. Pure arithmetic: no clock, no storage."""

from herodotus.reconciliation.accounts import account_of, reconcile
from herodotus.reconciliation.across import relate_across
from herodotus.reconciliation.balance import balances
from herodotus.reconciliation.counts import victims
from herodotus.reconciliation.policies import Policy, load_policy
from herodotus.reconciliation.relations import relate

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
