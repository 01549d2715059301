import { expect, it } from 'vitest'
import { z } from 'zod'
import { contract } from '../../../src/shared/operations/contract'
import { commonErrors } from '../../../src/shared/operations/operation'

/** A shape in one line: `{ name: string, at?: string[] }`. */
function sketch(schema: z.core.JSONSchema.BaseSchema | boolean, depth = 0): string {
  if (typeof schema === 'boolean') return 'any'
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.map((one) => sketch(one, depth)).join(' | ')
  if (schema.type === 'array') {
    const item = sketch((schema.items ?? true) as z.core.JSONSchema.BaseSchema, depth)
    return /[ |]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
  }
  if (schema.type !== 'object') return String(schema.type ?? 'any')
  const members = Object.entries(schema.properties ?? {})
  if (members.length === 0)
    return typeof schema.additionalProperties === 'object'
      ? `{ …: ${sketch(schema.additionalProperties, depth + 1)} }`
      : '{}'
  if (depth > 1) return '{ … }'
  const required = new Set(schema.required ?? [])
  return `{ ${members.map(([key, member]) => `${key}${required.has(key) ? '' : '?'}: ${sketch(member as z.core.JSONSchema.BaseSchema, depth + 1)}`).join(', ')} }`
}

const shape = (schema: z.ZodType, io: 'input' | 'output') =>
  sketch(z.toJSONSchema(schema, { io, unrepresentable: 'any' }))

it('publishes the reference of the operations as they are (when stale: run with -u)', async () => {
  const sections = Object.entries(contract).map(([name, operation]) =>
    [
      `## ${name}`,
      '',
      `${operation.summary}${operation.scope === 'desk' ? ' Needs no open organization.' : ''}${operation.writes ? ' Changes the organization.' : ''}`,
      '',
      `- input: \`${shape(operation.input, 'input')}\``,
      // The blueprint has a schema and a page of its own.
      `- answer: \`${/blueprint$|^blueprint/.test(name) ? 'see resources/blueprints/blueprint.schema.json' : shape(operation.output, 'output')}\``,
      `- errors: ${operation.errors.length === 0 ? 'none of its own' : operation.errors.map((code) => `\`${code}\``).join(', ')}`,
    ].join('\n'),
  )
  const page = [
    '# Operations',
    '',
    'Everything the app and the command line can do, as one contract (`src/shared/operations`). `rolecall call <org> <operation> \'<json>\'` runs any of them; the app calls the same through its bridge. An answer is `{ "ok": true, "value" }` or `{ "ok": false, "error": { "code", "message", "at"? } }`.',
    '',
    `Any operation may also answer ${commonErrors.map((code) => `\`${code}\``).join(', ')}.`,
    '',
    ...sections.flatMap((section) => [section, '']),
  ].join('\n')
  await expect(page).toMatchFileSnapshot('../../../docs/operations.md')
})
