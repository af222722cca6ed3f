import { configureGlobal } from 'fast-check'

/**
 * Properties draw the same cases in each run, so that a change is refused for what it does and for nothing else.
 * `PROPERTY_SEED=7 npm test -- unit`, or any other number, draws others.
 */
configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_129) })

export { default as fc } from 'fast-check'
