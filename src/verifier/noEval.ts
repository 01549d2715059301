import { z } from 'zod'

// The page's policy forbids making code at run time; without this, zod would try first and log a violation.
z.config({ jitless: true })
