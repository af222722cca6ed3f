-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "file_name" TEXT;

-- AlterTable
ALTER TABLE "evidence_capture" ADD COLUMN     "stored" BOOLEAN NOT NULL DEFAULT false;
