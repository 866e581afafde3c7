"""Claims to relations to accounts. Pure arithmetic: no clock, no storage."""

from herodotus.reconciliation.account import reconcile
from herodotus.reconciliation.balance import balances
from herodotus.reconciliation.counts import victims
from herodotus.reconciliation.policies import Policy, load_policy
from herodotus.reconciliation.relations import relate

__all__ = ["Policy", "balances", "load_policy", "reconcile", "relate", "victims"]
