import { InputError } from '../../core/errors.ts'

/**
 * A JSON object being read, that knows where it stands in which file: every complaint says in one line what was
 * expected, what was found and where (`inputs[0].source.crop, m.json`).
 */
export class JsonReader {
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #path: string
  readonly #file: string
  readonly #read = new Set<string>()

  constructor(value: unknown, path: string, file: string) {
    if (!isObject(value)) throw new InputError(`expected an object, found ${describe(value)}: ${place(path, file)}`)
    this.#fields = value
    this.#path = path
    this.#file = file
  }

  /** The whole file. `text` that is no JSON is refused with the parser's reason. */
  static parse(text: string, file: string): JsonReader {
    try {
      return new JsonReader(JSON.parse(text), '', file)
    } catch (error) {
      if (error instanceof InputError) throw error
      throw new InputError(`expected JSON, found ${error instanceof Error ? error.message : error}: ${file}`)
    }
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined
  }

  text(name: string): string {
    const value = this.#take(name)
    if (typeof value !== 'string' || value === '') this.fail(name, 'a text', value)
    return value
  }

  /** One of a list of words; `fallback` where the field may be left out. */
  word<Word extends string>(name: string, words: readonly Word[], fallback?: Word): Word {
    const value = this.#take(name)
    if (value === undefined && fallback !== undefined) return fallback
    const found = words.find((word) => word === value)
    if (found === undefined) this.fail(name, `one of ${words.join(', ')}`, value)
    return found
  }

  number(name: string, fallback?: number): number {
    const value = this.#take(name)
    if (value === undefined && fallback !== undefined) return fallback
    if (typeof value !== 'number' || !Number.isFinite(value)) this.fail(name, 'a number', value)
    return value
  }

  numberBetween(name: string, least: number, most: number, fallback?: number): number {
    const value = this.number(name, fallback)
    if (value < least || value > most) this.fail(name, `a number from ${least} to ${most}`, value)
    return value
  }

  wholeNumber(name: string, least: number): number {
    const value = this.#take(name)
    if (!isWhole(value, least)) this.fail(name, `a whole number from ${least} on`, value)
    return value
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.#take(name)
    if (value === undefined) return fallback
    if (typeof value !== 'boolean') this.fail(name, 'true or false', value)
    return value
  }

  /** `count`: how many there must be; any number above zero where it is left out. */
  numbers(name: string, count?: number, fallback?: readonly number[]): readonly number[] {
    const value = this.#take(name)
    if (value === undefined && fallback !== undefined) return fallback
    const isRight =
      Array.isArray(value) &&
      value.every((one) => typeof one === 'number' && Number.isFinite(one)) &&
      (count === undefined ? value.length > 0 : value.length === count)
    if (!isRight) this.fail(name, count === undefined ? 'a list of numbers' : `a list of ${count} numbers`, value)
    return value
  }

  wholeNumbers(name: string, least: number): readonly number[] {
    const value = this.#take(name)
    if (!Array.isArray(value) || !value.every((one) => isWhole(one, least))) {
      this.fail(name, `a list of whole numbers from ${least} on`, value)
    }
    return value
  }

  texts(name: string): readonly string[] {
    const value = this.#take(name)
    if (!Array.isArray(value) || value.length === 0 || !value.every((one) => typeof one === 'string')) {
      this.fail(name, 'a list of texts', value)
    }
    return value
  }

  words<Word extends string>(name: string, words: readonly Word[]): readonly Word[] {
    return this.texts(name).map((text) => {
      const found = words.find((word) => word === text)
      if (found === undefined) this.fail(name, `a list out of ${words.join(', ')}`, text)
      return found
    })
  }

  object(name: string): JsonReader {
    return new JsonReader(this.#take(name), this.#at(name), this.#file)
  }

  /** Null where the field was left out. */
  optionalObject(name: string): JsonReader | null {
    return this.has(name) ? this.object(name) : null
  }

  objects(name: string): readonly JsonReader[] {
    const value = this.#take(name)
    if (!Array.isArray(value) || value.length === 0) this.fail(name, 'a list of objects', value)
    return value.map((one, i) => new JsonReader(one, `${this.#at(name)}[${i}]`, this.#file))
  }

  /** Every field of an object whose names are data. */
  wordsByName<Word extends string>(name: string, words: readonly Word[]): Readonly<Record<string, Word>> {
    const reader = this.optionalObject(name)
    if (reader === null) return {}
    return Object.fromEntries(Object.keys(reader.#fields).map((key) => [key, reader.word(key, words)]))
  }

  /** Refuses fields that nobody asked for: a misspelt option must not pass as a default. */
  end(): void {
    for (const [name, value] of Object.entries(this.#fields)) {
      if (this.#read.has(name)) continue
      const known = [...this.#read].join(', ')
      throw new InputError(
        `expected no field but ${known}, found ${describe(value)}: ${place(this.#at(name), this.#file)}`,
      )
    }
  }

  fail(name: string, expected: string, found: unknown): never {
    throw new InputError(`expected ${expected}, found ${describe(found)}: ${place(this.#at(name), this.#file)}`)
  }

  #take(name: string): unknown {
    this.#read.add(name)
    return this.#fields[name]
  }

  #at(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }
}

/** Characters of a found value that are shown. */
const LONGEST = 60

function describe(value: unknown): string {
  if (value === undefined) return 'none'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function place(path: string, file: string): string {
  return path === '' ? file : `${path}, ${file}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least
}
