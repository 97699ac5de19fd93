"""What insightmine is worth, in figures: `python -m benchmarks [NAME ...]`, each beside a plain peer of the same run.

Nothing here is installed with the program, and nothing here changes it. Data is read where it lies.
"""
