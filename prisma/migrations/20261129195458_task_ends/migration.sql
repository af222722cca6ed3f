-- CreateEnum
CREATE TYPE "TaskEnd" AS ENUM ('cleared', 'own_words', 'handed_back', 'withdrawn');

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "end_reason" TEXT,
ADD COLUMN     "ended" "TaskEnd";

-- WO-2l: tasks on claims that were cleared without them were left open, and late for ever. They are ended once, here, and
-- not by a rule at reading: every list asks the database for the stored state. A task that was asked for after the
-- claim was cleared stays, unless it is a second check that is not due any more.
UPDATE task SET state = 'done', ended = 'cleared', closed_at = now()
FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
WHERE task.claim_id = claim.id AND task.state IN ('open', 'in_checking') AND claim.removed_at IS NULL
  AND (
    (task.second_check AND NOT (claim.second_check OR desk.second_check))
    OR task.created_at <= greatest(
      (SELECT max(given.created_at) FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash),
      (SELECT max(given.created_at) FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash)
    )
  )
  AND ((claim.detached_at IS NULL AND EXISTS (SELECT 1 FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) AND given.verdict = 'verified') AND (
  SELECT CASE
    WHEN given.checkers > 0 AND counting.kinds = 1 AND counting.verdict = 'verified' AND (given.checkers > 1 OR NOT (claim.second_check OR desk.second_check)) THEN CASE
      WHEN NOT (
  EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE CASE WHEN (claim.second_check OR desk.second_check) THEN 2 ELSE 1 END END
  )
  OR (
    SELECT count(*) FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) weighing WHERE weighing.evidence_ids = '{}' OR EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.evidence_ids)
    )
  ) < CASE WHEN (claim.second_check OR desk.second_check) THEN 2 ELSE 1 END
) THEN 'verified'
      WHEN waived.at IS NOT NULL AND waived.at >= counting.newest AND NOT (
  EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE 1 END
  )
  OR (
    SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE weighing.evidence_ids = '{}' OR EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.evidence_ids)
    )
  ) < 1
) THEN 'waived'
      ELSE 'to_confirm'
    END
    WHEN waived.at IS NOT NULL AND NOT coalesce(CASE WHEN given.checkers = 1 AND (claim.second_check OR desk.second_check) AND counting.kinds = 1 THEN counting.newest ELSE counting.against END > waived.at, false)
      THEN CASE WHEN given.checkers = 0 AND EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE 1 END
  ) THEN 'to_confirm' ELSE 'waived' END
    WHEN given.checkers = 0 THEN 'reopened'
    WHEN counting.kinds > 1 THEN 'disputed'
    WHEN given.checkers = 1 AND (claim.second_check OR desk.second_check) THEN 'awaiting_second'
    ELSE counting.verdict::text
  END = 'verified'
  FROM (
    SELECT count(DISTINCT verdict) AS kinds, min(verdict) AS verdict, max(created_at) AS newest,
      max(created_at) FILTER (WHERE verdict <> 'verified') AS against
    FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) newest
  ) counting, (SELECT count(DISTINCT given.checker_id) AS checkers FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes)) given,
  (SELECT max(given.created_at) AS at FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes)) waived
)) OR (claim.detached_at IS NULL AND EXISTS (SELECT 1 FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes)) AND (
  SELECT CASE
    WHEN given.checkers > 0 AND counting.kinds = 1 AND counting.verdict = 'verified' AND (given.checkers > 1 OR NOT (claim.second_check OR desk.second_check)) THEN CASE
      WHEN NOT (
  EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE CASE WHEN (claim.second_check OR desk.second_check) THEN 2 ELSE 1 END END
  )
  OR (
    SELECT count(*) FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) weighing WHERE weighing.evidence_ids = '{}' OR EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.evidence_ids)
    )
  ) < CASE WHEN (claim.second_check OR desk.second_check) THEN 2 ELSE 1 END
) THEN 'verified'
      WHEN waived.at IS NOT NULL AND waived.at >= counting.newest AND NOT (
  EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE 1 END
  )
  OR (
    SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE weighing.evidence_ids = '{}' OR EXISTS (
      SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.evidence_ids)
    )
  ) < 1
) THEN 'waived'
      ELSE 'to_confirm'
    END
    WHEN waived.at IS NOT NULL AND NOT coalesce(CASE WHEN given.checkers = 1 AND (claim.second_check OR desk.second_check) AND counting.kinds = 1 THEN counting.newest ELSE counting.against END > waived.at, false)
      THEN CASE WHEN given.checkers = 0 AND EXISTS (
    SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.withdrawn_at IS NULL AND evidence.relation = 'contradicts'
      AND (SELECT count(*) FROM (SELECT given.evidence_ids, given.against_ids FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) ORDER BY given.created_at DESC LIMIT 1) weighing WHERE CASE WHEN cardinality(evidence.said_ids) = 0 OR evidence.said_ids[1] = evidence.said_ids[cardinality(evidence.said_ids)] THEN evidence.id ELSE evidence.said_ids[cardinality(evidence.said_ids)] END = ANY(weighing.against_ids)) < CASE WHEN evidence.confidential THEN 1 ELSE 1 END
  ) THEN 'to_confirm' ELSE 'waived' END
    WHEN given.checkers = 0 THEN 'reopened'
    WHEN counting.kinds > 1 THEN 'disputed'
    WHEN given.checkers = 1 AND (claim.second_check OR desk.second_check) THEN 'awaiting_second'
    ELSE counting.verdict::text
  END = 'waived'
  FROM (
    SELECT count(DISTINCT verdict) AS kinds, min(verdict) AS verdict, max(created_at) AS newest,
      max(created_at) FILTER (WHERE verdict <> 'verified') AS against
    FROM (
  SELECT DISTINCT ON (given.checker_id) given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids
  FROM (SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes) UNION ALL SELECT given.checker_id, given.verdict, given.created_at, given.evidence_ids, given.against_ids FROM standing_finding standing JOIN verdict given ON given.id = standing.verdict_id
  WHERE standing.claim_id = claim.id AND standing.wording_hash = claim.wording_hash) given
  ORDER BY given.checker_id, given.created_at DESC) newest
  ) counting, (SELECT count(DISTINCT given.checker_id) AS checkers FROM verdict given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes)) given,
  (SELECT max(given.created_at) AS at FROM waiver given WHERE given.claim_id = claim.id AND given.wording_hash = claim.wording_hash AND NOT (given.own_words AND desk.four_eyes)) waived
)));

-- WO-2m: those whose holders have a part in the words are asked of nobody.
UPDATE task SET state = 'cancelled', ended = 'own_words', closed_at = now()
FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
WHERE task.claim_id = claim.id AND task.state IN ('open', 'in_checking') AND claim.removed_at IS NULL AND desk.four_eyes
  AND EXISTS (SELECT 1 FROM claim_wording wording WHERE wording.claim_id = claim.id AND task.assignee_id = ANY(wording.author_ids));
