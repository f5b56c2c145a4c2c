import type { DbcDatabase, ValueTable } from './database.ts'
import { DbcDraft } from './draft.ts'
import { finishDatabase } from './finish.ts'
import {
  parseAttribute,
  parseAttributeDefault,
  parseAttributeDefinition,
  parseRelationAttribute,
  parseTarget,
} from './parse-attributes.ts'
import {
  messageId,
  parseExtendedMultiplexing,
  parseMessage,
  parseRange,
  parseRawType,
  parseSenders,
  parseSignal,
  parseSignalGroup,
} from './parse-message.ts'
import { DbcScanner } from './scanner.ts'

/** Reads what follows the keyword; `offset` is where the keyword stands. */
type Statement = (scanner: DbcScanner, draft: DbcDraft, offset: number) => void

/** The format's statements. SGTYPE_, CAT_, FILTER and their kin carry nothing a codec needs: skipped with a warning. */
const STATEMENTS: ReadonlyMap<string, Statement> = new Map([
  ['VERSION', parseVersion],
  ['NS_', parseNewSymbols],
  ['BS_', parseBusSpeed],
  ['BU_', parseNodes],
  ['BO_', parseMessage],
  ['SG_', parseSignal],
  ['BO_TX_BU_', parseSenders],
  ['SIG_GROUP_', parseSignalGroup],
  ['SIG_VALTYPE_', parseRawType],
  ['SG_MUL_VAL_', parseExtendedMultiplexing],
  ['VAL_TABLE_', parseValueTable],
  ['VAL_', parseChoices],
  ['CM_', parseComment],
  ['EV_', parseEnvironmentVariable],
  ['BA_DEF_', parseAttributeDefinition],
  ['BA_DEF_REL_', parseAttributeDefinition],
  ['BA_DEF_DEF_', parseAttributeDefault],
  ['BA_DEF_DEF_REL_', parseAttributeDefault],
  ['BA_', parseAttribute],
  ['BA_REL_', parseRelationAttribute],
])

/**
 * Reads a CAN database. `file` is only its name in messages.
 *
 * Statements that are not known are skipped with a warning, as are references to messages, signals or nodes that the text
 * does not declare. Layout is not judged here beyond what no frame could hold: see {@link DbcDatabase.warnings}.
 * @throws DbcError with line, column, what was expected and what was found, at the first place that is not DBC
 */
export function parseDbc(text: string, file: string): DbcDatabase {
  const scanner = new DbcScanner(text, file)
  const draft = new DbcDraft(scanner)
  let known = 0
  while (!scanner.isAtEnd) {
    const offset = scanner.offset
    const keyword = scanner.word('a statement such as BO_, CM_ or VAL_')
    const statement = STATEMENTS.get(keyword)
    if (statement !== undefined) {
      known++
      statement(scanner, draft, offset)
    } else {
      scanner.skipStatement()
      draft.warn(offset, `statement ${keyword} is not known: skipped`)
    }
    if (keyword !== 'BO_' && keyword !== 'SG_') draft.openMessage = null
  }
  if (known === 0) throw scanner.errorAt(0, 'a CAN database (statements such as BO_, SG_)', 'none of its statements')
  return finishDatabase(draft)
}

function parseVersion(scanner: DbcScanner, draft: DbcDraft): void {
  draft.version = scanner.string('the version as a string')
}

/** `NS_ :` and the keywords that the writer knew, one a line: nothing to learn from it. */
function parseNewSymbols(scanner: DbcScanner): void {
  scanner.expect(':')
  while (scanner.acceptLoneWord());
}

/** `BS_:` with an obsolete bit timing. */
function parseBusSpeed(scanner: DbcScanner): void {
  scanner.expect(':')
  if (!scanner.isLineEnd) scanner.skipStatement()
}

/** `BU_: node node` up to the next statement. */
function parseNodes(scanner: DbcScanner, draft: DbcDraft): void {
  scanner.expect(':')
  while (!scanner.isAtEnd && !STATEMENTS.has(scanner.peekWord())) {
    const name = scanner.name('a node name')
    draft.nodes.set(name, { name, comment: '', attributes: new Map() })
  }
}

/** `VAL_TABLE_ name 1 "text" 0 "text" ;` */
function parseValueTable(scanner: DbcScanner, draft: DbcDraft): void {
  const name = scanner.name('a value table name')
  draft.valueTables.set(name, valueTable(scanner, draft))
}

/** `VAL_ id signal 1 "text" 0 "text" ;` or `VAL_ environmentVariable …;` */
function parseChoices(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const variable = scanner.peekWord()
  const target =
    variable === ''
      ? draft.findSignal(messageId(scanner), scanner.name('a signal name'), offset)
      : draft.findEnvironmentVariable(scanner.name('a variable name'), offset)
  const choices = valueTable(scanner, draft)
  if (target !== null) target.choices = choices
}

function valueTable(scanner: DbcScanner, draft: DbcDraft): ValueTable {
  const table = new Map<number, string>()
  while (!draft.isStatementEnd) {
    const value = scanner.number("a value or ';'")
    table.set(value, scanner.string('the meaning of the value as a string'))
  }
  draft.endStatement()
  return table
}

/** `CM_ [BU_ node|BO_ id|SG_ id signal|EV_ name] "text";` Several comments on one thing are joined by line ends. */
function parseComment(scanner: DbcScanner, draft: DbcDraft, offset: number): void {
  const target = parseTarget(scanner, draft, offset)
  const text = scanner.string('a comment as a string')
  draft.endStatement()
  if (target === null) return
  const imported = target === draft.network ? /^IMPORT\s+(\S+\.dbc)$/i.exec(text)?.[1] : undefined
  if (imported !== undefined) draft.imports.push(imported)
  else target.comment = target.comment === '' ? text : `${target.comment}\n${text}`
}

/** `EV_ name: type [minimum|maximum] "unit" initial id access node,node;` */
function parseEnvironmentVariable(scanner: DbcScanner, draft: DbcDraft): void {
  const name = scanner.name('a variable name')
  scanner.expect(':')
  scanner.natural('the variable type')
  const [minimum, maximum] = parseRange(scanner)
  const unit = scanner.string('the unit as a string')
  const initial = scanner.number('the initial value')
  scanner.natural('the variable id')
  while (!scanner.accept(';')) {
    scanner.word("an access type, a node or ';'")
    scanner.accept(',')
  }
  draft.environmentVariables.set(name, {
    name,
    minimum,
    maximum,
    unit,
    initial,
    choices: new Map(),
    comment: '',
    attributes: new Map(),
  })
}
