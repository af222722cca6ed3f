-- AlterTable
ALTER TABLE "pasted_claim" ADD COLUMN     "reason" TEXT;
