"""The case: charges, fines, sentences and who did what to whom."""
