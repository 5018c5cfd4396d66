"""The workbook of projects (项目 任务 预算 拨款 支出): the department brings a ledger taken over from paper,
others tasks and money."""
