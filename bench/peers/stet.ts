/** Our own program, as `node server/main.ts` runs it. */
import { serve } from '#server/main.ts'
import { announceServer } from './served.ts'

const { url } = await serve()
announceServer(`${url.replace(/^http/, 'ws')}/collab/`)
