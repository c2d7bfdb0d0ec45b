"""How fast we are, against small programs measured in the same run: `python3 run.py bench`.

`frame` says what a line of the table is, `cost` what a request takes of the processor, `stage` brings up what is
measured, `load` is the client, `seeding` fills tables by COPY, `rows` holds one module for each row of the contract,
`references` the small programs and `peers` the programs of others that we compare with.
"""
