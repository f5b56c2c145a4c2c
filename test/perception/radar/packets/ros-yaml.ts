export type YamlValue = string | number | boolean | readonly YamlMap[] | YamlMap
export interface YamlMap {
  readonly [name: string]: YamlValue
}

/** Reads the part of YAML that ROS prints messages in: nested maps by indentation, and lists of maps. */
export function readRosYaml(text: string): YamlMap {
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    // A list item's first line holds its dash in the indentation.
    .map((line) => ({
      isItem: /^\s*- /.test(line),
      indent: line.search(/[^\s-]|-(?=\S)/),
      text: line.replace(/^\s*(- )?/, ''),
    }))
  let at = 0
  const map = (indent: number): YamlMap => {
    const result: Record<string, YamlValue> = {}
    for (let first = true; at < lines.length; first = false) {
      const line = lines[at]!
      if (line.indent !== indent || (line.isItem && !first)) break
      at++
      const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line.text)!
      result[name!] = value === '' ? nested(indent) : scalar(value!)
    }
    return result
  }
  const nested = (indent: number): YamlValue => {
    const next = lines[at]
    if (!next || next.indent <= indent) return []
    if (!next.isItem) return map(next.indent)
    const items: YamlMap[] = []
    while (lines[at]?.isItem && lines[at]!.indent === next.indent) items.push(map(next.indent))
    return items
  }
  return map(0)
}

function scalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return Number.isNaN(Number(text)) ? text : Number(text)
}
