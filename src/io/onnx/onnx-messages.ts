/** The generated messages of ONNX files over a runtime that reads 64-bit integers as numbers. */
import '../protobuf/numbers-for-longs.ts'

export { onnx } from '../../../proto/gen/onnx.js'
