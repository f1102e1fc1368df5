"""Commands 命令: one module for each; audit/cli.py puts them together. They know everyone and decide no figure."""
