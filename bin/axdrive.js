#!/usr/bin/env -S node --min-semi-space-size=32 --max-semi-space-size=64
import { main } from '../dist/src/cli/main.js'

process.exitCode = await main(process.argv)
