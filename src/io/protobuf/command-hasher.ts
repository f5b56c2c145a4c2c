import { createHash } from 'node:crypto'

/**
 * The hash of a replay's output (docs/design.md §4): SHA-256 over, for every command in stamp order, the length of its
 * protobuf bytes as little-endian u32 and the bytes themselves.
 */
export class CommandHasher {
  readonly #hash = createHash('sha256')
  readonly #length = Buffer.alloc(4)

  /** `bytes` as {@link encodeCommand} gives them. */
  add(bytes: Uint8Array): void {
    this.#length.writeUInt32LE(bytes.length)
    this.#hash.update(this.#length).update(bytes)
  }

  /** Lower-case hexadecimal of all commands so far; more may follow. */
  digest(): string {
    return this.#hash.copy().digest('hex')
  }
}
