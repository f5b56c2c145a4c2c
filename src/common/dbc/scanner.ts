import { DbcError, type TextPosition } from './error.ts'

/**
 * Cuts DBC text into words, numbers, strings and punctuation. What comes next depends on the place in the grammar (`@1-`
 * is a digit and a sign, `[-128|` a number), so the parser asks for what it expects instead of reading ready tokens.
 * Blanks, line ends and `//` comments between the parts are skipped.
 */
export class DbcScanner {
  readonly file: string
  readonly #text: string
  #at = 0

  constructor(text: string, file: string) {
    this.file = file
    this.#text = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text
  }

  /** Offset of the next part. Looking ahead consumes nothing, so that the end of a line can still be seen. */
  get offset(): number {
    BLANKS.lastIndex = this.#at
    return this.#at + (BLANKS.exec(this.#text)?.[0].length ?? 0)
  }

  get isAtEnd(): boolean {
    return this.offset >= this.#text.length
  }

  /** True when nothing but blanks and a comment stands between here and the end of the line. */
  get isLineEnd(): boolean {
    return this.#isLineEndAt(this.#at)
  }

  get isString(): boolean {
    return this.peek('"')
  }

  peek(character: string): boolean {
    return this.#text[this.offset] === character
  }

  /** The next word, left in place; '' when something else follows. */
  peekWord(): string {
    WORD.lastIndex = this.offset
    return WORD.exec(this.#text)?.[0] ?? ''
  }

  /** Consumes the character when it is next. */
  accept(character: string): boolean {
    const offset = this.offset
    if (this.#text[offset] !== character) return false
    this.#at = offset + 1
    return true
  }

  /** Consumes the word when it is next. */
  acceptWord(word: string): boolean {
    if (this.peekWord() !== word) return false
    this.#at = this.offset + word.length
    return true
  }

  /** Consumes the next word when nothing else follows on its line. */
  acceptLoneWord(): boolean {
    const word = this.peekWord()
    const end = this.offset + word.length
    if (word === '' || !this.#isLineEndAt(end)) return false
    this.#at = end
    return true
  }

  expect(character: string): void {
    if (!this.accept(character)) this.fail(`'${character}'`)
  }

  word(expected: string): string {
    return this.#match(WORD, expected)
  }

  /** A name. Unlike keywords, names in real files may begin with a digit. */
  name(expected: string): string {
    return this.#match(NAME, expected)
  }

  number(expected: string): number {
    return Number(this.#match(NUMBER, expected))
  }

  natural(expected: string): number {
    return Number(this.#match(DIGITS, expected))
  }

  /** One character out of `characters`. */
  oneOf(characters: string, expected: string): string {
    const character = this.#text[this.offset]
    if (character === undefined || !characters.includes(character)) return this.fail(expected)
    this.expect(character)
    return character
  }

  /** A quoted string; it may span lines, and \" inside it is a quote. */
  string(expected: string): string {
    const start = this.offset
    if (this.#text[start] !== '"') this.fail(expected)
    let end = start + 1
    for (; this.#text[end] !== '"'; end++) {
      if (end >= this.#text.length) throw this.errorAt(start, 'a closing quote', 'the end of the file')
      if (this.#text[end] === '\\' && this.#text[end + 1] === '"') end++
    }
    this.#at = end + 1
    return this.#text.slice(start + 1, end).replaceAll('\\"', '"')
  }

  /** Skips an unknown statement: past its semicolon, or to the end of its line when the line has none. */
  skipStatement(): void {
    UNKNOWN_STATEMENT.lastIndex = this.#at
    this.#at += UNKNOWN_STATEMENT.exec(this.#text)?.[0].length ?? 0
  }

  fail(expected: string): never {
    throw this.errorAt(this.offset, expected, this.#describe())
  }

  errorAt(offset: number, expected: string, found: string): DbcError {
    return new DbcError(this.file, this.positionOf(offset), expected, found)
  }

  positionOf(offset: number): TextPosition {
    let line = 1
    let lineStart = 0
    for (let at = this.#text.indexOf('\n'); at >= 0 && at < offset; at = this.#text.indexOf('\n', at + 1)) {
      line++
      lineStart = at + 1
    }
    return { line, column: offset - lineStart + 1 }
  }

  #match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.offset
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) return this.fail(expected)
    this.#at = this.offset + found.length
    return found
  }

  #isLineEndAt(offset: number): boolean {
    LINE_END.lastIndex = offset
    return LINE_END.test(this.#text)
  }

  #describe(): string {
    const offset = this.offset
    const rest = this.#text.slice(offset, offset + 24)
    if (rest === '') return 'the end of the file'
    const part = /^(?:[\w.]+|"[^"\r\n]*"?|[^\r\n])/.exec(rest)?.[0] ?? rest
    return part.startsWith('"') ? part : `'${part}'`
  }
}

const BLANKS = /(?:\s|\/\/[^\n]*)*/y
const WORD = /[A-Za-z_][\w-]*/y
const NAME = /[\w-]+/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const DIGITS = /\d+/y
const LINE_END = /[ \t]*(?:\/\/[^\n]*)?(?:\r?\n|$)/y
/** Quoted strings are taken whole: a semicolon or a line end inside them ends nothing. */
const UNKNOWN_STATEMENT = /(?:"(?:\\"|[^"])*"|[^";\r\n])*;?/y
