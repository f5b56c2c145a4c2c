/**
 * Wrong use or bad input: the command line prints `message` as one line, without a stack, and exits with 2.
 * The message says what was expected, what was found and where.
 */
export class InputError extends Error {
  override readonly name = 'InputError'
}
