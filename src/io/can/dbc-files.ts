import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type DbcDatabase, mergeDatabases } from '../../common/dbc/database.ts'
import { parseDbc } from '../../common/dbc/parse.ts'
import { InputError } from '../../core/errors.ts'

/**
 * Reads a CAN database and the files that it imports (`CM_ "IMPORT name.dbc";`, opendbc's convention, same folder), joined
 * into one. A message that the file itself defines wins over an imported one.
 * @throws InputError when a file is missing; DbcError when one is not a CAN database
 */
export function readDbcFile(path: string): DbcDatabase {
  return mergeDatabases(readWithImports(path, null, new Set()))
}

function readWithImports(path: string, importer: string | null, visited: Set<string>): DbcDatabase[] {
  const absolute = resolve(path)
  if (visited.has(absolute)) return []
  visited.add(absolute)
  const database = parseDbc(decodeDbcText(readBytes(path, importer)), path)
  const imported = database.imports.flatMap((name) => readWithImports(join(dirname(path), name), path, visited))
  return [database, ...imported]
}

function readBytes(path: string, importer: string | null): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const where = importer === null ? '' : `, imported by ${importer}`
    throw new InputError(`expected a CAN database (.dbc) at ${path}${where}, found none that can be read (${reason})`)
  }
}

/** DBC files do not say how they are encoded: UTF-8 where that is valid, else cp1252, which Windows editors write. */
export function decodeDbcText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not TextDecoder('windows-1252'): Node 20 decodes that as Latin-1.
    const latin1 = Buffer.from(bytes).toString('latin1')
    return latin1.replace(/[\x80-\x9f]/g, (character) => CP1252_80_TO_9F[character.charCodeAt(0) - 0x80] ?? character)
  }
}

/** Where cp1252 differs from Latin-1; a control character where it has none of its own. */
const CP1252_80_TO_9F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
