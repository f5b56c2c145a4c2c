/** The nearest integer, of two equally near ones the even one (IEEE 754 roundTiesToEven), which QuantizeLinear asks for. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest < 0.5) return floor
  if (rest > 0.5) return floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}
