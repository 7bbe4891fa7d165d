"""Pure parts of conversations: receipts, texts of ours, sorting. No model is known here."""
