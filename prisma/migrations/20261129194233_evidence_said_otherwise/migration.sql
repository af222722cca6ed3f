-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "said_ids" UUID[] DEFAULT ARRAY[]::UUID[];
