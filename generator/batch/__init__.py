"""Batch: what is done with the files of many units at once, on one core, on all, or on a cluster.

The work on one file is a function of a small task and gives a small result; documents never travel.
"""
