/** A newsroom's evening: many documents, a few people in each. */
import { sideBySide } from './edits.ts'
import type { Bench, Measurement } from './measure.ts'
import { PEERS } from './peers/start.ts'
import { setStage } from './stage.ts'

export const question = 'What do fifty documents with four people each cost?'

export async function run(bench: Bench): Promise<Measurement[]> {
  const stage = await setStage(bench, PEERS)
  try {
    const [documents, editsPerSecond] = bench.quick ? [3, 60] : [50, 400]
    const what = `${documents} documents × 4 clients, ${editsPerSecond} edits/s`
    return await sideBySide(bench, stage, { what, load: { documents, clientsEach: 4, editsPerSecond, warmSeconds: bench.quick ? 0.5 : 2 } })
  } finally {
    await stage.stop()
  }
}
