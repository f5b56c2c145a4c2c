// Prints `N passed, N failed, N skipped` from vitest's JSON report, and fails when no test ran.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const skipped = report.numPendingTests + report.numTodoTests
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`)
if (report.numPassedTests === 0 || report.numFailedTests > 0) process.exitCode = 1
