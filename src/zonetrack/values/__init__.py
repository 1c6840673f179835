"""Values: dates, money, quantities and percentages as people write them, read exactly or refused."""
