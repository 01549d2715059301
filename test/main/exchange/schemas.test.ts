import { format } from 'prettier'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseBundle } from '../../../src/main/exchange/bundle'
import { parseSetup, parseSetupTemplateFile } from '../../../src/shared/domain/setup'
import { changeBodies, parseChangeRecord } from '../../../src/shared/domain/change'
import { parseHandOver } from '../../../src/shared/operations/handOver'

const published = {
  bundle: z.toJSONSchema(parseBundle, { io: 'input' }),
  setup: z.toJSONSchema(parseSetup, { io: 'input' }),
  template: z.toJSONSchema(parseSetupTemplateFile, { io: 'input' }),
  'hand-over': z.toJSONSchema(parseHandOver, { io: 'input' }),
  change: {
    ...z.toJSONSchema(parseChangeRecord, { io: 'input' }),
    $defs: Object.fromEntries(
      // With an id of its own, a body may refer to its own definitions.
      Object.entries(changeBodies).map(([kind, body]) => [
        kind,
        { $id: `change:${kind}`, ...z.toJSONSchema(body, { io: 'input' }) },
      ]),
    ),
  },
}

it.each(Object.entries(published))(
  'publishes the JSON Schema of a %s as it is (when stale: run with -u)',
  async (name, schema) => {
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 120 })
    await expect(text).toMatchFileSnapshot(`../../../docs/schemas/${name}.schema.json`)
  },
)
