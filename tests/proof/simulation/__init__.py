"""Schedules in virtual time as lanes: by swarm, mutants that have to be seen, and small scopes looked at whole.

A bug is put in on purpose by its name: `python3 run_all.py prove --lane simulation --mutant NAME` makes the lane red
and names the seed that saw it. The name goes to every process of the lane in the environment variable that
tests/faults/simulation/mutants.py calls SWITCH; `python -m tests.faults.simulation --help` lists the names.
"""
