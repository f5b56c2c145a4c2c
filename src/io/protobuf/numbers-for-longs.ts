/**
 * Sets the protobuf runtime up so that 64-bit integers become numbers, never Long objects: all of ours are nanoseconds
 * since a drive's origin or ids, which fit in 2^53. Must run before the generated code is loaded, whose defaults ask
 * for Long then; `runtime.ts` sees to that.
 */
import protobuf from 'protobufjs/minimal.js'

// The type says that a Long class is always there; the runtime takes its absence for "use numbers".
protobuf.util.Long = undefined as unknown as typeof protobuf.util.Long
protobuf.configure()
