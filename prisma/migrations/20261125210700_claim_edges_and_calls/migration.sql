-- CreateEnum
CREATE TYPE "CallTerms" AS ENUM ('on_record', 'background', 'off_record');

-- AlterTable
ALTER TABLE "claim_wording" ADD COLUMN     "placed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "prefix" TEXT,
ADD COLUMN     "suffix" TEXT;

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "reached" TEXT,
ADD COLUMN     "reached_at" TIMESTAMPTZ(3),
ADD COLUMN     "terms" "CallTerms";
