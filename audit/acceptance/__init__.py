"""Acceptance 豁免: which findings are not live, as a baseline or the settings accept them, each with a reason."""
