import { format } from 'prettier'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseFindingRules } from '../../src/main/audit/findings/findingRules'

it('ships the JSON Schema of the rules for findings as it is (when stale: npx vitest run test/resources -u)', async () => {
  const schema = z.toJSONSchema(parseFindingRules, { io: 'input' })
  const text = await format(JSON.stringify({ title: 'Rolecall rules for findings', ...schema }), {
    parser: 'json',
    printWidth: 120,
  })
  await expect(text).toMatchFileSnapshot('../../resources/findings/rules.schema.json')
})
