"""What arrives: receipts, which of them count, what landed, the audit log. Knows no rule of any form."""
