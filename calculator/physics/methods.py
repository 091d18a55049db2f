"""What people call ways of tuning, and what each means for weights and passes."""

import functools
import re

from calculator.needs.need import Assumed
from calculator.physics.constants import Constants, likely

_LIKE_PRETRAINING = Assumed("pretraining-like-tokens", "tokens")
_ADAPTERS = "lora dora adalora ia3 vera oft boft loha lokr hra bone adapter prefix prompt p-tuning"


@functools.lru_cache(maxsize=64)
def method_kind(method: str) -> str:
    """How the weights are held: full, lora (16-bit, frozen), qlora (4-bit, frozen) or frozen."""
    plain = method.lower()
    if re.search(r"qlora|4-?bit|nf4|gptq|8-?bit|int8", plain):
        return "qlora"
    if any(name in plain for name in _ADAPTERS.split()):
        return "lora"
    return "frozen" if re.search(r"probe|frozen|feature|head|last|projector", plain) else "full"


@functools.lru_cache(maxsize=64)
def extra_passes(method: str) -> float:
    """Forward passes of other models of the same size for each trained token.

    The reference of DPO; reference and old policy of GRPO. PPO brings a critic beside them,
    which is trained, and a model that rewards: as a rule much smaller ones, counted as one pass.
    """
    if re.search(r"ppo|rlhf", method):
        return 3.0
    if re.search(r"grpo|rloo|reinforce|\brl\b|rlvr", method):
        return 2.0
    return 1.0 if re.search(r"dpo|kto|ipo", method) else 0.0


def is_like_pretraining(method: str, tokens: float, constants: Constants) -> bool:
    """Whether the loop is a tuned one for full weights: continued pre-training, large SFT."""
    plain = method.lower()
    continued = re.search(r"cpt|continued|pretrain|pre-train", plain) is not None
    least = likely(constants, _LIKE_PRETRAINING)
    return continued or (plain.startswith(("full", "sft")) and tokens >= least)


def writes_its_own_texts(method: str) -> bool:
    """Whether a method generates what it then trains on."""
    return bool(re.search(r"ppo|rlhf|grpo|rloo|reinforce|rlvr", method.lower()))
