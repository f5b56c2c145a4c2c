/** What a measure of a node gives: a number, or words such as `3x3`, `depthwise`, `constant`. */
export type MeasureValue = number | string
