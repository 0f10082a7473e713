"""Other stores: plan and adapters."""
