-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'legal';

-- AlterTable
ALTER TABLE "article" ADD COLUMN     "legal_flag_by_legal" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "legal_flagged_by_id" UUID;

-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "legal_flag_by_legal" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "legal_flagged_by_id" UUID;

-- Who set the flags that stand is in the record; whether for legal, by the roles of today.
UPDATE claim SET legal_flagged_by_id = (
  SELECT actor_id FROM audit_event
  WHERE chain = claim.article_id::text AND subject = 'claim:' || claim.id AND action = 'claim.legal_flagged' ORDER BY seq DESC LIMIT 1
) WHERE legal_flag;
UPDATE article SET legal_flagged_by_id = (
  SELECT actor_id FROM audit_event
  WHERE chain = article.id::text AND subject = 'article:' || article.id AND action = 'article.legal_flagged' ORDER BY seq DESC LIMIT 1
) WHERE legal_flag;
UPDATE article SET legal_flag_by_legal = true WHERE EXISTS (
  SELECT 1 FROM desk_member WHERE desk_member.desk_id = article.desk_id AND user_id = legal_flagged_by_id AND role = 'legal'
);
UPDATE claim SET legal_flag_by_legal = true FROM article WHERE article.id = article_id AND EXISTS (
  SELECT 1 FROM desk_member WHERE desk_member.desk_id = article.desk_id AND user_id = claim.legal_flagged_by_id AND role = 'legal'
);
