import type { AttributeTarget, DbcAttributeDefinition, DbcAttributeValue } from './database.ts'
import type { DbcDraft, Described } from './draft.ts'
import { messageId } from './parse-message.ts'
import type { DbcScanner } from './scanner.ts'

const TARGETS: ReadonlyMap<string, AttributeTarget> = new Map([
  ['BU_', 'node'],
  ['BO_', 'message'],
  ['SG_', 'signal'],
  ['EV_', 'environment'],
  ['BU_SG_REL_', 'relation'],
  ['BU_BO_REL_', 'relation'],
  ['BU_EV_REL_', 'relation'],
])

/** `BA_DEF_ [BU_|BO_|SG_|EV_] "name" TYPE …;` and BA_DEF_REL_ */
export function parseAttributeDefinition(scanner: DbcScanner, draft: DbcDraft): void {
  const offset = scanner.offset
  const targetWord = scanner.isString ? '' : scanner.word('BU_, BO_, SG_, EV_ or a name as a string')
  const target = targetWord === '' ? 'network' : TARGETS.get(targetWord)
  if (target === undefined) throw scanner.errorAt(offset, 'BU_, BO_, SG_, EV_ or a name as a string', `'${targetWord}'`)
  const name = scanner.string('the attribute name as a string')
  const typeOffset = scanner.offset
  const type = scanner.word('INT, HEX, FLOAT, STRING or ENUM')
  const values: string[] = []
  let range: [number, number] = [0, 0]
  switch (type) {
    case 'INT':
    case 'HEX':
    case 'FLOAT':
      if (!scanner.peek(';')) range = [scanner.number('the minimum'), scanner.number('the maximum')]
      break
    case 'ENUM':
      while (scanner.isString) {
        values.push(scanner.string('a value'))
        scanner.accept(',')
      }
      break
    case 'STRING':
      break
    default:
      throw scanner.errorAt(typeOffset, 'INT, HEX, FLOAT, STRING or ENUM', `'${type}'`)
  }
  draft.endStatement()
  draft.attributeDefinitions.set(name, { name, target, type, values, range, default: null })
}

/** `BA_DEF_DEF_ "name" value;` and BA_DEF_DEF_REL_ */
export function parseAttributeDefault(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const name = scanner.string('the attribute name as a string')
  const value = attributeValue(scanner)
  draft.endStatement()
  const definition = draft.attributeDefinitions.get(name)
  if (definition === undefined) draft.warn(offset, `the default is for attribute "${name}", which no BA_DEF_ declares`)
  else definition.default = nameOfEnumValue(definition, value)
}

/** `BA_ "name" [BU_ node|BO_ id|SG_ id signal|EV_ name] value;` */
export function parseAttribute(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const name = scanner.string('the attribute name as a string')
  const described = parseTarget(scanner, draft, offset)
  const value = attributeValue(scanner)
  draft.endStatement()
  described?.attributes.set(name, nameOfEnumValue(draft.attributeDefinitions.get(name), value))
}

/** `BA_REL_ "name" BU_SG_REL_ node SG_ id signal value;`: the relation is kept as it stands. */
export function parseRelationAttribute(scanner: DbcScanner, draft: DbcDraft): void {
  const name = scanner.string('the attribute name as a string')
  const parts: (string | number)[] = []
  while (!scanner.peek(';')) {
    const word = scanner.peekWord()
    parts.push(word === '' ? attributeValue(scanner) : scanner.word('a name'))
  }
  draft.endStatement()
  const value = parts.pop() ?? ''
  draft.relationAttributes.push({ name, relation: parts.join(' '), value })
}

/** What BA_ and CM_ are about; null when it is not in the file. */
export function parseTarget(scanner: DbcScanner, draft: DbcDraft, offset: number): Described | null {
  if (scanner.acceptWord('BU_')) return draft.findNode(scanner.name('a node name'), offset)
  if (scanner.acceptWord('BO_')) return draft.findMessage(messageId(scanner), offset)
  if (scanner.acceptWord('SG_')) return draft.findSignal(messageId(scanner), scanner.name('a signal name'), offset)
  if (scanner.acceptWord('EV_')) return draft.findEnvironmentVariable(scanner.name('a variable name'), offset)
  return draft.network
}

function attributeValue(scanner: DbcScanner): DbcAttributeValue {
  return scanner.isString ? scanner.string('a value') : scanner.number('a number or a string')
}

/** ENUM values stand in files by their index or by their name: by name here. */
function nameOfEnumValue(definition: DbcAttributeDefinition | undefined, value: DbcAttributeValue): DbcAttributeValue {
  return definition?.type === 'ENUM' && typeof value === 'number' ? (definition.values[value] ?? value) : value
}
