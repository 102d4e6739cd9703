#!/usr/bin/env node
// `npm run fuzz`: bad input against the running platform. Minutes, so no part of `npm test`, whose journey `bad-input`
// has the second part.
import { runBuilt } from './boot.mjs';

const help = `npm run fuzz -- [--requests 50000] [--seed N] [--examples 150] [--corpus]
  Starts the platform on own servers and sends bad input to the gateway, in two parts:
  1. schemathesis (Python, got once from PyPI) by the gateway's own contract, as nobody, each role in and
     outside an organization, staff and within flows, until so many requests were answered. Fails on a 5xx, an
     undocumented status or an answer that does not fit its schema. Tells which operations were never answered with 2xx.
     --examples: how many per operation and round; a round ends in minutes.
  2. every field of every body and query with each of a list of bad values: each must be refused and named.
     --corpus runs this part alone; it needs no Python.
  Afterwards no log may hold a PIN, an invitation, a password or a phone of the prepared people.`;

runBuilt('tools/fuzz/run.mjs', help);
