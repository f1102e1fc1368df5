"""Reports 报告: findings in, bytes out. Numbers become sentences in `phrasing` and nowhere else."""
