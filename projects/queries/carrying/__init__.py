"""What is read of projects while they are carried out: tasks, changes, money, what bars their acceptance."""
