"""Built pages → what a host serves: lasting names, policy, offline use, the zip."""
