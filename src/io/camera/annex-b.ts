/** The two film formats that cameras send, as access units of Annex B: NAL units after start codes. */
export const FILM_FORMATS = ['h264', 'h265'] as const
export type FilmFormat = (typeof FILM_FORMATS)[number]

/** The film's format by the name that a message gives it, or null. */
export function filmFormat(name: string): FilmFormat | null {
  return FILM_FORMATS.find((format) => format === name) ?? null
}

/**
 * Whether decoding may begin with this access unit. H.264: an IDR slice (ITU-T H.264, table 7-1, type 5); HEVC: a random
 * access picture (ITU-T H.265, table 7-1, types 16 to 23).
 */
export function isKeyUnit(format: FilmFormat, unit: Uint8Array): boolean {
  for (let i = 0; i + 3 < unit.length; i++) {
    if (unit[i] !== 0 || unit[i + 1] !== 0 || unit[i + 2] !== 1) continue
    const header = unit[i + 3]!
    if (format === 'h264' ? (header & 0x1f) === 5 : isRandomAccess((header >> 1) & 0x3f)) return true
    i += 2
  }
  return false
}

function isRandomAccess(type: number): boolean {
  return type >= 16 && type <= 23
}

/** A NAL unit that says only that the access unit before it is complete: 7.3.2.4 of H.264, 7.3.2.5 of H.265. */
export function accessUnitDelimiter(format: FilmFormat): Uint8Array {
  return format === 'h264' ? Uint8Array.of(0, 0, 0, 1, 9, 0xf0) : Uint8Array.of(0, 0, 0, 1, 0x46, 1, 0x50)
}
