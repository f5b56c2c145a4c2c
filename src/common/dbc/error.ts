import { InputError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'

/** Where in a text something stands; line and column count from 1. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** A CAN database that cannot be read: the message names file, line, column, what was expected and what was found. */
export class DbcError extends InputError {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly expected: string
  readonly found: string

  constructor(file: string, position: TextPosition, expected: string, found: string) {
    super(`${file}:${position.line}:${position.column}: expected ${expected}, found ${printable(found)}`)
    this.file = file
    this.line = position.line
    this.column = position.column
    this.expected = expected
    this.found = found
  }
}
