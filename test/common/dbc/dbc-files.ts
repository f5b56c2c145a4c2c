import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DbcDatabase } from '../../../src/common/dbc/database.ts'
import { parseDbc } from '../../../src/common/dbc/parse.ts'
import { decodeDbcText } from '../../../src/io/can/dbc-files.ts'

/** Paths below `root` of all CAN databases, in order. */
export function listDbcFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.dbc$/i.test(path))
    .sort()
}

/** One file alone, without what it imports. */
export function parseFile(root: string, path: string): DbcDatabase {
  return parseDbc(decodeDbcText(readFileSync(join(root, path))), path)
}
