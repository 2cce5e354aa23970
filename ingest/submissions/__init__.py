"""What arrives: receipts, which of them count, signed containers, the audit log. Knows no rule of any form."""
