-- AlterTable
ALTER TABLE "author_query" ADD COLUMN     "handed_to_id" UUID;
