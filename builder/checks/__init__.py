"""Rules about records, one generator each."""
