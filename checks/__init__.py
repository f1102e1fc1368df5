"""Checks 核对项: each module asserts relations of one kind. The tuple below is the registration."""

from audit.model.relation import Check
from checks import (
    account_list_sum,
    addend,
    balance,
    change_amount,
    change_rate,
    change_sum,
    completion,
    direction_words,
    indicator_restated,
    overlap,
    prior_base,
    restated,
    same_scope,
    share,
    share_sum,
    text_sum,
    wrong_denominator,
    zero_base,
)

CHECKS: tuple[Check, ...] = (
    text_sum.CHECK,
    account_list_sum.CHECK,
    change_sum.CHECK,
    share.CHECK,
    completion.CHECK,
    share_sum.CHECK,
    wrong_denominator.CHECK,
    change_rate.CHECK,
    change_amount.CHECK,
    direction_words.CHECK,
    prior_base.CHECK,
    zero_base.CHECK,
    restated.CHECK,
    same_scope.CHECK,
    indicator_restated.CHECK,
    overlap.CHECK,
    addend.CHECK,
    balance.CHECK,
)
