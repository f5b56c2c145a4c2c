/**
 * The protobuf runtime, set up once: 64-bit integers become numbers, never Long objects. All of ours are nanoseconds
 * since a drive's origin or ids, which fit in 2^53. Import generated messages from here only.
 */
import protobuf from 'protobufjs/minimal.js'

// The type says that a Long class is always there; the runtime takes its absence for "use numbers".
protobuf.util.Long = undefined as unknown as typeof protobuf.util.Long
protobuf.configure()

export { axdrive, foxglove, google } from '../../../proto/gen/messages.js'
export { protobuf }
