import { z } from 'zod'
import { email } from './shapes'

/**
 * Who takes over what when somebody goes down the ladder: by place id or permission key, an e-mail address, "drop" or
 * "keep". The file of `rolecall staff demote --hand-over-file`.
 */
export const parseHandOver = z.record(z.string().max(200), z.union([z.enum(['drop', 'keep']), email]))
