-- AlterTable
ALTER TABLE "desk" ADD COLUMN     "learned_order" BOOLEAN NOT NULL DEFAULT true;
