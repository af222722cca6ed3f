/** What the lists of claims across articles have in common. */
export const BOARD_TABLES = 'claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id'

/** Neither its article nor the claim itself was taken back. */
export const STANDS = "article.stage <> 'withdrawn' AND claim.removed_at IS NULL"

/** Urgent ones first, then by age. */
export const BOARD_ORDER = 'claim.priority DESC, claim.created_at, claim.id'

export const IS_ACTIVE = "task.state IN ('open', 'in_checking')"

/** Its holder has finished with it; not one that ended since the claim was cleared by others. */
export const IS_FINISHED = "task.state = 'done' AND task.ended IS NULL"
