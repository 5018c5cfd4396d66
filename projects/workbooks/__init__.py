"""The workbook of projects (项目 任务 预算 拨款 支出), brought by the department as a ledger taken over from paper."""
