import type { RawImage } from '../images/image-file.ts'
import type { FilmFormat } from './annex-b.ts'

/** A film's picture; `id`: of the access unit that it is the picture of. */
export interface FilmPicture {
  readonly id: number
  readonly image: RawImage
}

/** Decodes the access units of one film, one at a time, beginning with a key unit. */
export interface FilmDecoder {
  /**
   * Gives the pictures that are complete after this access unit: usually its own, none or an earlier one where the film
   * reorders its pictures. Rejects when the bytes are none that can be decoded; then the decoder is of no more use.
   */
  decode(id: number, unit: Uint8Array, isKey: boolean): Promise<readonly FilmPicture[]>
  close(): void
}

export type OpenFilmDecoder = (format: FilmFormat) => FilmDecoder
