import type { PictureProblem } from '../../core/pictures.ts'
import { type FilmFormat, isKeyUnit } from './annex-b.ts'
import type { FilmDecoder, FilmPicture, OpenFilmDecoder } from './film-decoder.ts'

export interface FilmResult {
  readonly pictures: readonly FilmPicture[]
  readonly problems: readonly PictureProblem[]
}

/**
 * One camera's film. Pictures after a gap or after bytes that could not be decoded would show what never was until the
 * next key unit: they are counted lost instead.
 */
export class Film {
  readonly format: FilmFormat
  readonly #open: OpenFilmDecoder
  #decoder: FilmDecoder | null = null

  constructor(format: FilmFormat, open: OpenFilmDecoder) {
    this.format = format
    this.#open = open
  }

  async decode(id: number, unit: Uint8Array, isAfterGap: boolean): Promise<FilmResult> {
    const isKey = isKeyUnit(this.format, unit)
    if (isAfterGap && !isKey) this.close()
    if (this.#decoder === null && !isKey) {
      const why = isAfterGap ? 'one that does not follow on the last' : 'another'
      return problem('camera-film-gap', `expected a key unit of ${this.format} to begin with, found ${why}`)
    }
    try {
      this.#decoder ??= this.#open(this.format)
      return { pictures: await this.#decoder.decode(id, unit, isKey), problems: [] }
    } catch (error) {
      this.close()
      const reason = error instanceof Error ? error.message : String(error)
      const expected = `expected an access unit of ${this.format}, found ${unit.length} bytes`
      return problem('camera-picture-broken', `${expected} (${reason})`)
    }
  }

  close(): void {
    this.#decoder?.close()
    this.#decoder = null
  }
}

function problem(code: PictureProblem['code'], detail: string): FilmResult {
  return { pictures: [], problems: [{ code, detail }] }
}
