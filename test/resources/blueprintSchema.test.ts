import { format } from 'prettier'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseBlueprintShape } from '../../src/shared/domain/blueprint'

it('ships the JSON Schema of the blueprint shape as it is (when stale: npx vitest run test/resources -u)', async () => {
  const schema = z.toJSONSchema(parseBlueprintShape, { io: 'input' })
  const text = await format(JSON.stringify({ title: 'Rolecall blueprint', ...schema }), {
    parser: 'json',
    printWidth: 120,
  })
  await expect(text).toMatchFileSnapshot('../../resources/blueprints/blueprint.schema.json')
})
