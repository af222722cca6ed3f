-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_by_id" UUID,
ADD COLUMN     "withdrawn_reason" TEXT;
