# %% [markdown]
# From one answer to a table of many, with pandas.

# %%
from datetime import date

import pandas as pd

from borrow_tune_or_train import evaluate, load_knowledge

knowledge = load_knowledge()
day = date(2026, 11, 28)  # whose prices count: the same day gives the same bytes
knowledge.data_version

# %% [markdown]
# One scenario. In a notebook a result shows itself.

# %%
answers = {"modality": "text", "output_kind": "class", "labelled_examples": 2_000}
request = {"inputs": {**answers, "requests_per_month": 300_000}}
result = evaluate(request, knowledge, day)
result

# %% [markdown]
# The same as plain records, for a data frame. Amounts are in US dollars, with the 10th and 90th
# percentile of the draws.

# %%
table = pd.DataFrame(result.to_rows()).set_index("approach")
amounts = ["usd_low", "usd", "usd_high"]
table[["verdict", *amounts, "cheapest_share"]].round(dict.fromkeys(amounts, -3))

# %% [markdown]
# Many scenarios. Without draws (`points=0`) an answer has no bill and takes some tens of
# milliseconds, not a quarter of a second.


# %%
def recommended(modality: str, labels: int) -> str:
    inputs = {"modality": modality, "labelled_examples": labels}
    return evaluate({"inputs": inputs}, knowledge, day, points=0).recommended


kinds = ["text", "image", "audio", "tabular", "time_series"]
counts = [0, 100, 1_000, 10_000]
pd.DataFrame({count: {kind: recommended(kind, count) for kind in kinds} for count in counts})
