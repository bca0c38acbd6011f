"""The journey of each role from end to end, told on PostgreSQL and once more under the second partnership."""
