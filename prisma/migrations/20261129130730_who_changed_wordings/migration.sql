-- AlterTable
ALTER TABLE "claim_wording" ADD COLUMN     "changed_by_ids" UUID[] DEFAULT ARRAY[]::UUID[];
