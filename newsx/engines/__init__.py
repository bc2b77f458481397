"""Other ways to run an extraction over many articles than on this machine."""
