-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "condition" TEXT;
