-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "second_check_asked" BOOLEAN NOT NULL DEFAULT false;


-- Asked for now, with a task, or on the claim itself as the record has it.
UPDATE "claim" SET "second_check_asked" = true
WHERE second_check
  OR EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND task.second_check)
  OR EXISTS (
    SELECT 1 FROM audit_event WHERE audit_event.chain = claim.article_id::text AND audit_event.subject = 'claim:' || claim.id
      AND audit_event.action = 'claim.updated' AND (audit_event.data::jsonb -> 'after' ->> 'secondCheck') = 'true'
  );
