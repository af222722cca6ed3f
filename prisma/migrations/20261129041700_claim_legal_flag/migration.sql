-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "legal_flag" BOOLEAN NOT NULL DEFAULT false;
