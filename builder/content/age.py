"""How long a fact counts as fresh."""

# Days after which a fact of a class is shown as old. Prices move within months, physics hardly.
LIMIT_DAYS = {
    "price": 180, "wage": 730, "label": 730, "effort": 1095, "operations": 1095, "energy": 730,
    "finance": 365, "learning": 1825, "decision": 365, "physics": 1825, "chip price": 180,
    "model": 365, "claim": 730,
}  # fmt: skip
