-- AlterTable
ALTER TABLE "author_query" ADD COLUMN     "objection" BOOLEAN NOT NULL DEFAULT false;
