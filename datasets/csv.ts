import { existsSync, readFileSync } from 'node:fs'
import { InputError } from '../src/core/errors.ts'

/** A table of text cells with named columns; no quotes, as in machine-written files. */
export interface CsvTable {
  readonly path: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Throws InputError when there is no file, a column is missing or a row is of another length than the header. */
export function readCsv(path: string, columns: readonly string[]): CsvTable {
  if (!existsSync(path)) throw new InputError(`expected a table of ${columns[0]}, …; found no file ${path}`)
  const [header = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/)
  const names = header.split(',')
  for (const column of columns) {
    if (!names.includes(column)) throw new InputError(`expected a column ${column}, found ${header}: ${path}`)
  }
  const rows = lines.filter((line) => line !== '').map((line) => line.split(','))
  const short = rows.findIndex((row) => row.length !== names.length)
  if (short >= 0) {
    throw new InputError(`expected ${names.length} cells, found ${rows[short]!.length}: ${path} line ${short + 2}`)
  }
  return { path, columns: names, rows }
}

/** Reader of one column as text. The column must be one that readCsv was asked for. */
export function textColumn(table: CsvTable, column: string): (row: readonly string[]) => string {
  const place = table.columns.indexOf(column)
  return (row) => row[place]!
}

/** Reader of one column as numbers; NaN where a cell is none. */
export function numberColumn(table: CsvTable, column: string): (row: readonly string[]) => number {
  const text = textColumn(table, column)
  return (row) => {
    const cell = text(row)
    return cell === '' ? Number.NaN : Number(cell)
  }
}
